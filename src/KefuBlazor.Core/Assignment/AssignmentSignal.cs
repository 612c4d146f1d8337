using System.Threading.Channels;

namespace KefuBlazor.Core.Assignment;

/// <summary>A type of its own, so that those who wake the loop need not know it, nor it them.</summary>
internal sealed class AssignmentSignal : IAssignmentSignal
{
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Wake() => _wake.Writer.TryWrite(true);

    public async Task WaitAsync(CancellationToken cancellationToken) => await _wake.Reader.ReadAsync(cancellationToken);
}
