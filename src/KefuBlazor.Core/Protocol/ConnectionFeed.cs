using KefuBlazor.Core.Assignment;
using KefuBlazor.Core.Attachments;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Hub;
using KefuBlazor.Core.Messages;
using KefuBlazor.Core.Presence;
using Microsoft.Extensions.Options;

namespace KefuBlazor.Core.Protocol;

internal sealed class ConnectionFeed(
    Participant participant, string connectionId, bool saysItsName, IChatHub hub, IConversationService conversations, IMessageService messages,
    IAssignmentService assignment, IAttachmentLinks links, IOptions<AttachmentOptions> files, TimeProvider time) : IConnectionFeed
{
    private const int HeartbeatSeconds = 30;
    private const int LatestForNewOwner = 50;

    private readonly Dictionary<string, ToldConversation> _told = [];
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
            var owner = @event switch
            {
                ConversationChanged changed => changed.Conversation.Agent?.Id,
                ConversationHead head => head.AgentId,
                _ => null,
            };
            if (owner != participant.Id)
                enqueue(@event);
        }));
    }

    public async ValueTask<ReadOnlyMemory<byte>> WelcomeAsync(string? visitorToken, CancellationToken cancellationToken)
    {
        // A client asks for what it lacks after its welcome, so all that is stored by now counts as told.
        // Who has just been made has none yet.
        var current = participant.IsCustomer && visitorToken is null ? await conversations.CurrentOfAsync(participant.Id, cancellationToken) : null;
        IReadOnlyList<ConversationHead> heads = participant.IsCustomer
            ? current is null ? [] : [current.Head]
            : await conversations.HeadsForAsync(participant.Id, cancellationToken);
        foreach (var head in heads)
        {
            ToldOf(head.Id).Take(head, participant);
            ToldOf(head.Id).Seq = head.LastSeq;
        }

        var welcome = new WelcomeFrame
        {
            UserId = participant.Id,
            UserType = WireNames.Of(participant.Type),
            VisitorToken = visitorToken,
            ConnectionId = saysItsName ? connectionId : null,
            Conversation = current is null ? null : ConversationFrame.From(current, participant.Type),
            HeartbeatSeconds = HeartbeatSeconds,
            MaxUploadBytes = files.Value.MaxBytes,
            ServerTime = time.GetUtcNow(),
            Online = assignment.Online,
        };
        return FrameWriter.Write(welcome, KefuJson.Wire.WelcomeFrame);
    }

    public async ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> TranslateAsync(object @event, CancellationToken cancellationToken) => @event switch
    {
        MessageAdded added => await TellAsync(added, cancellationToken),
        ConversationChanged changed => await TellAsync(changed, cancellationToken),
        ConversationHead head => await CatchUpAsync(head, cancellationToken),
        MarkMoved moved => Tell(moved),
        TypingChanged typing => [Write(typing, participant)],
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

    private static byte[] Write(TypingChanged typing, Participant reader) => FrameWriter.Write(
        new TypingNoticeFrame
        {
            ConversationId = typing.ConversationId,
            FromUserId = typing.From.Id,
            FromType = WireNames.Of(typing.From.Type),
            Active = typing.Active,
            Content = reader.IsAgent ? typing.Draft : null,
        },
        KefuJson.Wire.TypingNoticeFrame);

    private ReadOnlyMemory<byte>[] Tell(MarkMoved moved)
    {
        ToldOf(moved.ConversationId).Take(moved);
        return moved.Origin == connectionId ? [] : [Write(moved)];
    }

    private async ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> TellAsync(MessageAdded added, CancellationToken cancellationToken)
    {
        var message = added.Message;
        var conversation = ToldOf(message.ConversationId);
        var told = conversation.Seq ?? message.Seq - 1;
        if (message.Seq <= told)
            return [];

        // Where the event of a message in between has not come: it may be late or lost on its way from another node.
        var missed = message.Seq == told + 1 ? null : await ReadAsync(message.ConversationId, told, message.Seq, cancellationToken);
        conversation.Seq = message.Seq;
        if (added.Origin == connectionId)
            return missed ?? [];
        var frame = FrameWriter.Write(added, participant, links);
        return missed is null ? [frame] : [.. missed, frame];
    }

    private async ValueTask<List<ReadOnlyMemory<byte>>> TellAsync(ConversationChanged changed, CancellationToken cancellationToken)
    {
        var frames = new List<ReadOnlyMemory<byte>> { FrameWriter.Write(changed, participant.Type) };
        var told = ToldOf(changed.Conversation.Id);
        told.Take(changed.Conversation.Head, participant);
        if (!told.Listed)
            _told.Remove(changed.Conversation.Id); // What others have is nothing to remember.
        else if (participant.IsAgent && changed.NewOwnerId == participant.Id)
            frames.AddRange(await HandOverAsync(changed.Conversation.Id, cancellationToken));
        return frames;
    }

    /// <summary>What the store has and this connection was not told: its words were lost on their way from another node.</summary>
    private async ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> CatchUpAsync(ConversationHead head, CancellationToken cancellationToken)
    {
        if (participant.IsAgent && !head.Concerns(participant.Id) && !_told.ContainsKey(head.Id))
            return [];

        var told = ToldOf(head.Id);

        var frames = new List<ReadOnlyMemory<byte>>();
        if (head.Version > told.Version && await FindAsync(head.Id, cancellationToken) is { } conversation)
        {
            var takenOver = participant.IsAgent && !told.Member && conversation.Status == ConversationStatus.Active
                && conversation.Agent?.Id == participant.Id;
            frames.AddRange(await TellAsync(new ConversationChanged(conversation, takenOver ? participant.Id : null), cancellationToken));
        }

        if (participant.IsAgent && head.AgentId != participant.Id)
            return frames;

        if (told.Seq < head.LastSeq)
        {
            var missed = await ReadAsync(head.Id, told.Seq.Value, head.LastSeq + 1, cancellationToken);
            told.Seq += missed.Count;
            frames.AddRange(missed);
        }

        foreach (var moved in told.Behind(head).ToList())
            frames.AddRange(Tell(moved));
        return frames;
    }

    private async Task<Conversation?> FindAsync(string id, CancellationToken cancellationToken) =>
        await conversations.FindAsync(Participant.System, id, cancellationToken) is { Succeeded: true } found ? found.Value : null;

    /// <summary>What the connection was told of a conversation. A customer's next conversation begins with nothing told.</summary>
    private ToldConversation ToldOf(string conversationId)
    {
        if (!_told.TryGetValue(conversationId, out var told))
            _told[conversationId] = told = new ToldConversation { Seq = participant.IsCustomer ? 0 : null };
        return told;
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
            frames.AddRange(page.Value.Messages.Select(message => (ReadOnlyMemory<byte>)FrameWriter.Write(message, participant, links)));
            after = page.Value.Messages[^1].Seq;
        }

        return frames;
    }

    /// <summary>A new owner gets the latest messages, and only then what is said from now on.</summary>
    private async ValueTask<IEnumerable<ReadOnlyMemory<byte>>> HandOverAsync(string id, CancellationToken cancellationToken)
    {
        var latest = await messages.HistoryAsync(Participant.System, new HistoryQuery(id, Limit: LatestForNewOwner), cancellationToken);
        if (!latest.Succeeded)
            return [];

        ToldOf(id).Seq = latest.Value.Messages.Count > 0 ? latest.Value.Messages[^1].Seq : 0;
        return latest.Value.Messages.Select(message => (ReadOnlyMemory<byte>)FrameWriter.Write(message, participant, links));
    }
}

internal sealed class ConnectionFeeds(
    IChatHub hub, IConversationService conversations, IMessageService messages, IAssignmentService assignment, IAttachmentLinks links,
    IOptions<AttachmentOptions> files, TimeProvider time) : IConnectionFeeds
{
    public IConnectionFeed Open(Participant participant, string connectionId, bool saysItsName) =>
        new ConnectionFeed(participant, connectionId, saysItsName, hub, conversations, messages, assignment, links, files, time);
}
