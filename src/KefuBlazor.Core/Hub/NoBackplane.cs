namespace KefuBlazor.Core.Hub;

/// <summary>One process is all there is.</summary>
internal sealed class NoBackplane : IBackplane, IDisposable
{
    public bool HasOthers => false;

    public bool IsUp => true;

    public void Forward(Topic topic, object @event)
    {
    }

    public void Attach(IBackplaneReceiver receiver)
    {
    }

    public IDisposable ObserveLoss(Action observer) => this;

    public void Dispose()
    {
    }
}
