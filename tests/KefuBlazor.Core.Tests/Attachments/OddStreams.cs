namespace KefuBlazor.Core.Tests.Attachments;

/// <summary>An upload that never ends.</summary>
internal sealed class EndlessStream : MemoryStream
{
    /// <summary>How much was asked of it.</summary>
    public new long Read { get; private set; }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        buffer.Span.Fill((byte)'a');
        Read += buffer.Length;
        return ValueTask.FromResult(buffer.Length);
    }
}

/// <summary>An upload whose sender goes away.</summary>
internal sealed class BrokenStream : MemoryStream
{
    private bool _began;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_began)
            throw new IOException("The connection was reset.");
        _began = true;
        return ValueTask.FromResult(buffer.Length);
    }
}
