using System.Threading.Channels;
using KefuBlazor.Core.Hub;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace KefuBlazor.Core.Conversations;

/// <summary>
/// Words from other nodes may be lost, so this node asks the store how far the conversations of its own members have come: at once when it
/// notices a loss, each second while it cannot hear the others, every half minute whatever it believes. It compares each conversation with
/// itself; no time and no running number says up to where it has looked.
/// </summary>
internal sealed partial class NodeCatchUp(
    IBackplane backplane, IChatHub hub, IConversationStore store, TimeProvider time, ILogger<NodeCatchUp> logger) : BackgroundService
{
    /// <summary>How often everything is told, changed or not: what went wrong further on is mended by this.</summary>
    internal static readonly TimeSpan Everything = TimeSpan.FromSeconds(30);

    /// <summary>How often it asks while the other nodes cannot be heard, or the store did not answer.</summary>
    internal static readonly TimeSpan WhileDeaf = TimeSpan.FromSeconds(1);

    /// <summary>Losses come in showers: one look answers all that were noticed since the last one.</summary>
    internal static readonly TimeSpan AtLeast = TimeSpan.FromMilliseconds(200);

    /// <summary>Longer than any pause between two looks: what was opened and closed in between is told as well.</summary>
    private static readonly TimeSpan ClosedWithin = TimeSpan.FromMinutes(2);

    private readonly Channel<bool> _losses = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private Dictionary<string, ConversationHead> _known = [];
    private long? _toldEverythingAt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!backplane.HasOthers)
            return;

        using var observation = backplane.ObserveLoss(() => _losses.Writer.TryWrite(true));
        var failing = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await LookAsync(stoppingToken);
                failing = false;
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // Once an outage: the log need not say each second that the database is away.
                if (!failing)
                    LogLookFailed(exception);
                failing = true;
            }

            await WaitAsync(failing || !backplane.IsUp ? WhileDeaf : Everything, stoppingToken);
        }
    }

    /// <summary>Asks the store once, and tells what is new since the last look, or everything if that is long ago.</summary>
    internal async Task LookAsync(CancellationToken cancellationToken)
    {
        var everything = _toldEverythingAt is not { } at || time.GetElapsedTime(at) >= Everything;
        var now = time.GetTimestamp();
        var heads = await ReadAsync(cancellationToken);
        foreach (var head in heads.Values)
        {
            var before = _known.GetValueOrDefault(head.Id);
            if (everything || head != before)
                Tell(head, before);
        }

        _known = heads;
        if (everything)
            _toldEverythingAt = now;
    }

    private async Task<Dictionary<string, ConversationHead>> ReadAsync(CancellationToken cancellationToken)
    {
        var (customers, agents) = (hub.ObservedIds(Audience.CustomerKind), hub.ObservedIds(Audience.AgentKind));
        if (customers.Count + agents.Count == 0)
            return [];

        var heads = await store.FindHeadsAsync(customers, agents, time.GetUtcNow() - ClosedWithin, cancellationToken);
        var found = heads.ToDictionary(head => head.Id);

        // What was open and concerned this node at the last look, and does not now: it was closed longer ago, or went to an agent elsewhere.
        var gone = _known.Values.Where(head => head.Status != ConversationStatus.Closed && !found.ContainsKey(head.Id)).Select(head => head.Id).ToList();
        if (gone.Count > 0)
        {
            foreach (var head in await store.FindHeadsAsync(gone, cancellationToken))
                found[head.Id] = head;
        }

        return found;
    }

    private void Tell(ConversationHead head, ConversationHead? before)
    {
        hub.Publish(Audience.Customer(head.CustomerId), head);
        if (head.AgentId is { } agentId)
            hub.Publish(Audience.Agent(agentId), head);

        // It waits, or may have waited until now in some agent's list.
        if (head.Status == ConversationStatus.Waiting || head.Version != before?.Version)
            hub.Publish(Audience.AllAgents, head);
    }

    private async Task WaitAsync(TimeSpan most, CancellationToken stoppingToken)
    {
        try
        {
            await Task.Delay(AtLeast, time, stoppingToken);
            using var timeout = new CancellationTokenSource(most, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stoppingToken);
            await _losses.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            // Time to look, or to stop: the loop asks which.
        }
    }

    [LoggerMessage(1121, LogLevel.Warning, "Could not ask the store what other nodes did; asking again each second")]
    private partial void LogLookFailed(Exception exception);
}
