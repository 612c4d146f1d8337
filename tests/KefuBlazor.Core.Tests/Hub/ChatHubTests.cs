using KefuBlazor.Core.Hub;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace KefuBlazor.Core.Tests.Hub;

public sealed class ChatHubTests
{
    private static readonly Topic Here = new("customer", "a");

    private readonly ChatHub _hub = new(new NoBackplane(), NullLogger<ChatHub>.Instance);
    private readonly List<string> _heard = [];

    [Fact]
    public void Publish_SeveralObservers_CallsThemInTheOrderOfTheirSubscriptions()
    {
        foreach (var name in new[] { "first", "second", "third" })
            Subscribe(name);
        _hub.Publish(Here, 1);
        _hub.Publish(Here, 2);
        Assert.Equal(["first 1", "second 1", "third 1", "first 2", "second 2", "third 2"], _heard);
    }

    [Fact]
    public void Publish_OtherTopic_IsNotHeard()
    {
        Subscribe("observer");
        _hub.Publish(new Topic("customer", "A"), 1);
        _hub.Publish(new Topic("customer"), 1);
        _hub.Publish(new Topic("agent", "a"), 1);
        Assert.Empty(_heard);
    }

    [Fact]
    public void Publish_AnObserverThrows_TheOthersAndThePublisherDoNotNotice()
    {
        Subscribe("before");
        _hub.Subscribe(Here, _ => throw new InvalidOperationException("observer"));
        Subscribe("after");
        _hub.Publish(Here, 1);
        _hub.Publish(Here, 2);
        Assert.Equal(["before 1", "after 1", "before 2", "after 2"], _heard);
    }

    [Fact]
    public void Publish_AnObserverThrows_IsLoggedWithoutWhatWasSaid()
    {
        var log = new Lines();
        var hub = new ChatHub(new NoBackplane(), log);
        hub.Subscribe(Here, _ => throw new InvalidOperationException("observer"));
        hub.Publish(Here, "a secret");
        var line = Assert.Single(log.All);
        Assert.StartsWith("Error", line, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Dispose_Subscription_HearsNoMoreAndMayBeDisposedAgain()
    {
        var first = Subscribe("first");
        Subscribe("second");
        first.Dispose();
        first.Dispose();
        _hub.Publish(Here, 1);
        Assert.Equal(["second 1"], _heard);
    }

    [Fact]
    public void Dispose_TheSameObserverTwice_EndsOneSubscriptionOnly()
    {
        void Observer(object @event) => _heard.Add("same " + @event);
        var first = _hub.Subscribe(Here, Observer);
        _hub.Subscribe(Here, Observer);
        first.Dispose();
        _hub.Publish(Here, 1);
        Assert.Equal(["same 1"], _heard);
    }

    [Fact]
    public void Publish_AnObserverUnsubscribesItselfAndAnother_TheRestStillHear()
    {
        IDisposable? itself = null, last = null;
        itself = _hub.Subscribe(Here, @event =>
        {
            _heard.Add("leaving " + @event);
            itself!.Dispose();
            last!.Dispose();
        });
        Subscribe("middle");
        last = Subscribe("last");
        _hub.Publish(Here, 1);
        _heard.Clear();
        _hub.Publish(Here, 2);
        Assert.Equal(["middle 2"], _heard);
    }

    [Fact]
    public void Publish_AnObserverSubscribesAnother_ItHearsTheNextOnly()
    {
        var subscribed = false;
        _hub.Subscribe(Here, _ =>
        {
            if (!subscribed)
                Subscribe("new");
            subscribed = true;
        });
        _hub.Publish(Here, 1);
        Assert.Empty(_heard);
        _hub.Publish(Here, 2);
        Assert.Equal(["new 2"], _heard);
    }

    [Fact]
    public async Task Publish_WhileOthersComeAndGo_ReachesWhoStays()
    {
        Subscribe("stays");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            for (var n = 0; n < 2000; n++)
                _hub.Subscribe(Here, _ => { }).Dispose();
        })).Append(Task.Run(() =>
        {
            for (var n = 0; n < 2000; n++)
                _hub.Publish(Here, n);
        })));
        Assert.Equal(Enumerable.Range(0, 2000).Select(n => "stays " + n), _heard);
    }

    private IDisposable Subscribe(string name) => _hub.Subscribe(Here, @event => _heard.Add($"{name} {@event}"));

    private sealed class Lines : ILogger<ChatHub>
    {
        public List<string> All { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            All.Add($"{logLevel} {eventId.Id} {formatter(state, exception)}");
    }
}
