using KefuBlazor.Core.Assignment;
using KefuBlazor.Core.Hub;
using KefuBlazor.Core.Jobs;
using KefuBlazor.Core.Messages;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace KefuBlazor.Core.Conversations;

/// <summary>
/// Ends conversations whose customers have gone: first the system says so in the conversation, and if nobody writes then, it is closed. Where a
/// conversation stands is read from its messages, so a node that takes over goes on where the other was.
/// </summary>
internal sealed partial class IdleService(
    IIdleStore store,
    IMessageService messages,
    IAssignmentSignal assignment,
    IJobLease lease,
    IChatHub hub,
    IOptions<ConversationOptions> options,
    TimeProvider time,
    ILogger<IdleService> logger) : BackgroundService
{
    /// <summary>What the system says before it closes.</summary>
    public const string WarningCode = "idle_warning";

    private const int MostAtOnce = 100;

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.IdleWarningAfter == TimeSpan.Zero)
            return;

        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(exception);
            }
        }
    }

    /// <summary>Warns and closes what is due, if this node does the background jobs.</summary>
    internal async Task LookAsync(CancellationToken cancellationToken)
    {
        var (warnAfter, closeAfter) = (options.Value.IdleWarningAfter, options.Value.IdleCloseAfter);
        if (!lease.IsHeld || warnAfter == TimeSpan.Zero)
            return;

        var now = time.GetUtcNow();
        if (closeAfter > TimeSpan.Zero)
        {
            foreach (var head in await store.FindWarnedAsync(now - closeAfter, MostAtOnce, cancellationToken))
                await store.CloseAsync(head.Id, head.LastSeq, Closed, cancellationToken);
        }

        foreach (var head in await store.FindSilentAsync(now - warnAfter, MostAtOnce, cancellationToken))
            await WarnAsync(head, cancellationToken);
    }

    /// <summary>Whoever warns of the same silence, on whichever node, says the same message: it is stored once.</summary>
    private async Task WarnAsync(ConversationHead head, CancellationToken cancellationToken)
    {
        var warning = new OutgoingMessage(Participant.System, $"{head.Id}-idle-{head.LastSeq}", head.Id, string.Empty)
        {
            Kind = MessageKind.System,
            Code = WarningCode,
        };
        await messages.SendAsync(warning, cancellationToken);
    }

    private void Closed(Conversation conversation)
    {
        LogClosed(conversation.Id);
        hub.PublishChange(conversation);
        assignment.Wake();
    }

    [LoggerMessage(1151, LogLevel.Information, "Conversation {ConversationId} closed: its customer was silent")]
    private partial void LogClosed(string conversationId);

    [LoggerMessage(1152, LogLevel.Error, "Silent conversations could not be looked for; they are looked for again soon")]
    private partial void LogFailed(Exception exception);
}
