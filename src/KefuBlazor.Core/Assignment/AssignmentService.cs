using KefuBlazor.Core.Agents;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Hours;
using KefuBlazor.Core.Hub;
using KefuBlazor.Core.Jobs;
using KefuBlazor.Core.Presence;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace KefuBlazor.Core.Assignment;

/// <summary>
/// One loop looks at who is there and what waits, whenever something changed and now and then besides. It works from the state of the store
/// and of presence, not from what an event said, so an event that was missed costs time and nothing else.
/// </summary>
internal sealed partial class AssignmentService(
    IAssignmentStore store,
    IPresence presence,
    IChatHub hub,
    IAssignmentSignal signal,
    IJobLease lease,
    IBusinessHours hours,
    QueuePace pace,
    IOptions<AssignmentOptions> options,
    TimeProvider time,
    ILogger<AssignmentService> logger) : BackgroundService, IAssignmentService
{
    /// <summary>How often it looks though nothing was said.</summary>
    private static readonly TimeSpan Reconcile = TimeSpan.FromSeconds(30);

    /// <summary>How soon it looks again where the store refused: nobody signals that a disk has room or a database is back.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    /// <summary>How many conversations are read for one telling of places.</summary>
    private const int MostToldAtOnce = 500;

    // Agents who have conversations and no connection, and when this was noticed.
    private readonly Dictionary<string, long> _absentSince = [];
    private Dictionary<string, (int Place, int? Minutes)> _told = [];
    private volatile bool _online;

    public bool Online => _online;

    public async Task<Result<Conversation>> AcceptAsync(Participant agent, string conversationId, CancellationToken cancellationToken)
    {
        if (!agent.IsAgent)
            return ConversationAccess.AgentsOnly;
        var accepted = await store.AcceptAsync(agent, conversationId, outcome => Accepted(outcome, agent), cancellationToken);
        return accepted.Succeeded ? accepted.Value.Conversation : accepted.Error!;
    }

    public async Task ReleaseAsync(string agentId, CancellationToken cancellationToken)
    {
        await store.ReturnAllAsync(agentId, returned => Returned(returned, agentId), cancellationToken);
        signal.Wake();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var arrivals = hub.Subscribe(PresenceChanged.Topic, PresenceMoved);
        lease.Taken += signal.Wake; // The grace time of those who are lost begins with this node's first look. Both live as long as the process.
        using var choices = hub.Subscribe(AgentStatusChanged.Topic, _ => signal.Wake()); // On another node too.
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = Reconcile;
            try
            {
                pause = await LookAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // The loop must outlive a database that is away.
                LogLookFailed(exception);
                pause = LookAgain;
            }

            await WaitAsync(pause, stoppingToken);
        }
    }

    /// <summary>Brings everything up to date once.</summary>
    /// <returns>How long it may sleep if nothing is said meanwhile.</returns>
    internal async Task<TimeSpan> LookAsync(CancellationToken cancellationToken)
    {
        var present = await presence.PresentAgentsAsync();
        var pause = await ReturnLostAsync(present, cancellationToken);
        var assigned = await store.AssignWaitingAsync(present, options.Value.Capacity, Assigned, cancellationToken);
        await TellOnlineAsync(present, cancellationToken);
        if (assigned is { Succeeded: true, Value.Count: IAssignmentStore.MostAtOnce })
            signal.Wake(); // There may be more. Places in the queue are told when it stands still.
        else
            await TellPositionsAsync(present, cancellationToken);
        return assigned.Succeeded ? UntilHoursChange(pause) : LookAgain;
    }

    /// <summary>Opening and closing time are moments to look, as is everything that may change who is there.</summary>
    private TimeSpan UntilHoursChange(TimeSpan pause)
    {
        var left = hours.NextChange - time.GetUtcNow();
        return left < pause ? left.Value : pause;
    }

    /// <summary>Lets the grace time of agents without a connection run, and takes back what they have when it is over.</summary>
    private async Task<TimeSpan> ReturnLostAsync(IReadOnlySet<string> present, CancellationToken cancellationToken)
    {
        if (!lease.IsHeld)
        {
            // Another node sees to it; should that one go, the grace time begins anew here.
            _absentSince.Clear();
            return Reconcile;
        }

        var owners = await store.FindOwnersAsync(cancellationToken);
        foreach (var agentId in _absentSince.Keys.Where(id => present.Contains(id) || !owners.Contains(id)).ToList())
            _absentSince.Remove(agentId);

        var pause = Reconcile;
        foreach (var agentId in owners.Where(id => !present.Contains(id)))
        {
            _absentSince.TryAdd(agentId, time.GetTimestamp());
            var left = options.Value.AgentGrace - time.GetElapsedTime(_absentSince[agentId]);
            if (left > TimeSpan.Zero)
            {
                pause = left < pause ? left : pause;
                continue;
            }

            var returned = await store.ReturnAllAsync(agentId, conversations => Returned(conversations, agentId), cancellationToken);
            if (returned.Succeeded)
                _absentSince.Remove(agentId);
            else
                pause = LookAgain;
        }

        return pause;
    }

    /// <summary>Tells customers their place in the queue, and how long that will take, where either changed.</summary>
    private async Task TellPositionsAsync(IReadOnlySet<string> present, CancellationToken cancellationToken)
    {
        var queue = await store.FindQueueAsync(cancellationToken);
        if (queue.Count > 0 && pace.IsStale)
            pace.Take(await store.MeasureAsync(present, time.GetUtcNow() - QueuePace.Window, cancellationToken));
        var places = queue.Index().ToDictionary(entry => entry.Item, entry => (entry.Index + 1, pace.MinutesTo(entry.Index + 1)));
        var moved = queue.Where(id => _told.GetValueOrDefault(id) != places[id]);
        foreach (var some in moved.Chunk(MostToldAtOnce))
        {
            foreach (var conversation in await store.FindWaitingAsync(some, cancellationToken))
            {
                var (place, _) = places[conversation.Id];
                var waiting = conversation with { QueuePosition = place, EstimatedWait = pace.WaitTo(place) };
                hub.Publish(Audience.Customer(conversation.CustomerId), new ConversationChanged(waiting));
            }
        }

        _told = places;
    }

    private async Task TellOnlineAsync(IReadOnlySet<string> present, CancellationToken cancellationToken)
    {
        var online = present.Count > 0 && hours.IsOpen && await store.IsAnyOnlineAsync(present, cancellationToken);
        if (online == _online)
            return;
        _online = online;
        hub.Publish(Audience.AllCustomers, new OnlineChanged(online));
    }

    private async Task WaitAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(pause, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await signal.WaitAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            // Time to look, or to stop: the loop asks which.
        }
    }

    private void PresenceMoved(object @event)
    {
        if (@event is PresenceChanged { Who.IsAgent: true })
            signal.Wake();
    }

    private void Assigned(IReadOnlyList<Conversation> assigned)
    {
        foreach (var conversation in assigned)
        {
            LogAssigned(conversation.Id, conversation.Agent!.Id);
            hub.PublishChange(conversation, stoppedWaiting: true, newOwnerId: conversation.Agent.Id);
        }
    }

    private void Accepted(Accepted outcome, Participant agent)
    {
        if (!outcome.Changed)
        {
            // Nothing happened, but who asked waits for an answer.
            hub.Publish(Audience.Agent(agent.Id), new ConversationChanged(outcome.Conversation));
            return;
        }

        LogAccepted(outcome.Conversation.Id, agent.Id);
        hub.PublishChange(outcome.Conversation, stoppedWaiting: true, newOwnerId: agent.Id);
        signal.Wake();
    }

    private void Returned(IReadOnlyList<Conversation> returned, string agentId)
    {
        foreach (var conversation in returned)
        {
            LogReturned(conversation.Id, agentId);
            hub.PublishChange(conversation);
        }
    }
}
