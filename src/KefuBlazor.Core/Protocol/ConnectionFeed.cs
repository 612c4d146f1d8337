using KefuBlazor.Core.Assignment;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Hub;
using KefuBlazor.Core.Messages;
using KefuBlazor.Core.Presence;

namespace KefuBlazor.Core.Protocol;

internal sealed class ConnectionFeed(
    Participant participant, string connectionId, IChatHub hub, IConversationService conversations, IMessageService messages,
    IAssignmentService assignment, TimeProvider time) : IConnectionFeed
{
    private const int HeartbeatSeconds = 30;
    private const int MostUploadBytes = 10 * 1024 * 1024;
    private const int LatestForNewOwner = 50;

    // The highest seq that the connection was told of, per conversation: what history brought is not said again by an event.
    private readonly Dictionary<string, long> _told = [];
    private readonly List<IDisposable> _subscriptions = [];

    public void Subscribe(Action<object> enqueue)
    {
        if (participant.IsCustomer)
        {
            _subscriptions.Add(hub.Subscribe(Audience.Customer(participant.Id), enqueue));
            _subscriptions.Add(hub.Subscribe(Audience.AllCustomers, enqueue));
            return;
        }

        _subscriptions.Add(hub.Subscribe(Audience.Agent(participant.Id), enqueue));
        _subscriptions.Add(hub.Subscribe(Audience.AllAgents, @event =>
        {
            // Its owner hears of it as a member.
            if (@event is not ConversationChanged changed || changed.Conversation.Agent?.Id != participant.Id)
                enqueue(@event);
        }));
    }

    public async ValueTask<ReadOnlyMemory<byte>> WelcomeAsync(string? visitorToken, CancellationToken cancellationToken)
    {
        var current = participant.IsCustomer ? await conversations.CurrentOfAsync(participant.Id, cancellationToken) : null;
        if (current is not null)
            _told[current.Id] = current.LastSeq; // The client sees last_seq and asks for what it lacks.
        var welcome = new WelcomeFrame
        {
            UserId = participant.Id,
            UserType = WireNames.Of(participant.Type),
            VisitorToken = visitorToken,
            Conversation = current is null ? null : ConversationFrame.From(current, participant.Type),
            HeartbeatSeconds = HeartbeatSeconds,
            MaxUploadBytes = MostUploadBytes,
            ServerTime = time.GetUtcNow(),
            Online = assignment.Online,
        };
        return FrameWriter.Write(welcome, KefuJson.Wire.WelcomeFrame);
    }

    public async ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> TranslateAsync(object @event, CancellationToken cancellationToken) => @event switch
    {
        MessageAdded added => await TellAsync(added, cancellationToken),
        ConversationChanged changed when changed.NewOwnerId == participant.Id && participant.IsAgent =>
            await HandOverAsync(changed, cancellationToken),
        ConversationChanged changed => [FrameWriter.Write(changed, participant.Type)],
        MarkMoved moved when moved.Origin != connectionId => [Write(moved)],
        TypingChanged typing => [Write(typing)],
        OnlineChanged online => [FrameWriter.Write(new OnlineFrame { Online = online.Online }, KefuJson.Wire.OnlineFrame)],
        _ => [],
    };

    public void Dispose() => _subscriptions.ForEach(subscription => subscription.Dispose());

    private static byte[] Write(MarkMoved moved) => FrameWriter.Write(
        new MarkFrame(WireNames.Of(moved.Kind))
        {
            ConversationId = moved.ConversationId,
            FromUserId = moved.From.Id,
            FromType = WireNames.Of(moved.From.Type),
            Seq = moved.Seq,
        },
        KefuJson.Wire.MarkFrame);

    private static byte[] Write(TypingChanged typing) => FrameWriter.Write(
        new TypingNoticeFrame
        {
            ConversationId = typing.ConversationId,
            FromUserId = typing.From.Id,
            FromType = WireNames.Of(typing.From.Type),
            Active = typing.Active,
        },
        KefuJson.Wire.TypingNoticeFrame);

    private async ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> TellAsync(MessageAdded added, CancellationToken cancellationToken)
    {
        var message = added.Message;
        var told = ToldOf(message.ConversationId) ?? message.Seq - 1;
        if (message.Seq <= told)
            return [];

        // The event of a message in between has not come: it may be late or lost on its way from another node.
        var frames = message.Seq == told + 1
            ? []
            : await ReadAsync(message.ConversationId, told, message.Seq, cancellationToken);
        _told[message.ConversationId] = message.Seq;
        if (added.Origin != connectionId)
            frames.Add(FrameWriter.Write(added));
        return frames;
    }

    /// <summary>
    /// Up to where the connection was told; null where that is unknown: an agent's program that connects later knows by itself what it has of
    /// the conversations it had before. A customer's next conversation begins with nothing told.
    /// </summary>
    private long? ToldOf(string conversationId)
    {
        if (_told.TryGetValue(conversationId, out var told))
            return told;
        return participant.IsCustomer ? 0 : null;
    }

    /// <summary>The messages between two <c>seq</c>s, both excluded.</summary>
    private async Task<List<ReadOnlyMemory<byte>>> ReadAsync(string conversationId, long after, long before, CancellationToken cancellationToken)
    {
        var frames = new List<ReadOnlyMemory<byte>>();
        while (after + 1 < before)
        {
            var query = new HistoryQuery(conversationId, AfterSeq: after, Limit: (int)Math.Min(100, before - after - 1));
            var page = await messages.HistoryAsync(Participant.System, query, cancellationToken);
            if (!page.Succeeded || page.Value.Messages.Count == 0)
                break; // The client sees the gap and asks for it by itself.
            frames.AddRange(page.Value.Messages.Select(message => (ReadOnlyMemory<byte>)FrameWriter.Write(message)));
            after = page.Value.Messages[^1].Seq;
        }

        return frames;
    }

    /// <summary>A new owner gets the conversation and its latest messages, and only then what is said from now on.</summary>
    private async ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> HandOverAsync(ConversationChanged changed, CancellationToken cancellationToken)
    {
        var id = changed.Conversation.Id;
        var frames = new List<ReadOnlyMemory<byte>> { FrameWriter.Write(changed, participant.Type) };
        var latest = await messages.HistoryAsync(Participant.System, new HistoryQuery(id, Limit: LatestForNewOwner), cancellationToken);
        if (latest.Succeeded)
        {
            frames.AddRange(latest.Value.Messages.Select(message => (ReadOnlyMemory<byte>)FrameWriter.Write(message)));
            _told[id] = latest.Value.Messages.Count > 0 ? latest.Value.Messages[^1].Seq : 0;
        }

        return frames;
    }
}

internal sealed class ConnectionFeeds(
    IChatHub hub, IConversationService conversations, IMessageService messages, IAssignmentService assignment, TimeProvider time) : IConnectionFeeds
{
    public IConnectionFeed Open(Participant participant, string connectionId) =>
        new ConnectionFeed(participant, connectionId, hub, conversations, messages, assignment, time);
}
