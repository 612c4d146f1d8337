using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace KefuBlazor.Core.Storage.Redis;

/// <summary>Who wants to know that words may have been lost. One that throws disturbs no other.</summary>
internal sealed partial class LossObservers(ILogger logger)
{
    private ImmutableArray<Observer> _observers = [];

    public IDisposable Add(Action observer)
    {
        var added = new Observer(this, observer);
        ImmutableInterlocked.Update(ref _observers, list => list.Add(added));
        return added;
    }

    public void Tell()
    {
        foreach (var observer in _observers)
        {
            try
            {
                observer.Call();
            }
            catch (Exception exception)
            {
                LogFailed(exception);
            }
        }
    }

    [LoggerMessage(1914, LogLevel.Error, "An observer of lost words failed")]
    private partial void LogFailed(Exception exception);

    private sealed class Observer(LossObservers all, Action call) : IDisposable
    {
        public Action Call => call;

        public void Dispose() => ImmutableInterlocked.Update(ref all._observers, list => list.Remove(this));
    }
}
