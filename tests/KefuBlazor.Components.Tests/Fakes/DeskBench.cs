using KefuBlazor.Components.Conversations;
using KefuBlazor.Components.Presence;
using KefuBlazor.Components.Shared;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Hub;
using KefuBlazor.Core.Messages;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace KefuBlazor.Components.Tests.Fakes;

/// <summary>A desk without a browser: everything runs on the test's thread, in its time.</summary>
internal sealed class DeskBench : IDisposable
{
    public DeskBench()
    {
        Presence = new DeskPresence(Core);
        Desk = new DeskState(Hub, Core, Core, Core, Core, Core, Core, Core, Presence, Clock, NullLogger<DeskState>.Instance);
        Desk.Changed += () => Renders++;
    }

    public FakeCore Core { get; } = new();

    public FakeHub Hub { get; } = new();

    public FakeTimeProvider Clock { get; } = new(Some.Now);

    public DeskPresence Presence { get; }

    public DeskState Desk { get; }

    public int Renders { get; set; }

    public async Task<DeskBench> StartAsync()
    {
        await Desk.StartAsync(Some.Principal, work => work());
        Renders = 0;
        return this;
    }

    /// <summary>Publishes to the agent who sits here, and lets the desk take it in.</summary>
    public void Tell(params object[] events)
    {
        foreach (var @event in events)
            Hub.Publish(Audience.Agent(Some.Me.Id), @event);

        Clock.Advance(EventPump.Interval);
    }

    /// <summary>Publishes to some other audience, and lets the desk take it in.</summary>
    public void Tell(Topic topic, object @event)
    {
        Hub.Publish(topic, @event);
        Clock.Advance(EventPump.Interval);
    }

    /// <summary>Stores a message as the customer's next one, and says so.</summary>
    public Message Receive(string conversationId, string content = "在吗？")
    {
        var stored = Core.Messages[conversationId];
        var message = Some.Message(stored.Count + 1, content, conversationId: conversationId, at: Clock.GetUtcNow());
        stored.Add(message);
        Tell(new MessageAdded(message, null));
        return message;
    }

    public void Dispose() => Desk.Dispose();
}
