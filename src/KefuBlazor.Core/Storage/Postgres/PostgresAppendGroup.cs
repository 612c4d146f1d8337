using KefuBlazor.Core.Attachments;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Messages;

namespace KefuBlazor.Core.Storage.Postgres;

/// <summary>
/// A group of messages and all that the database said of them, and what follows from it: the same rules in the same order as if each were
/// alone, without asking the database for each.
/// </summary>
internal sealed class PostgresAppendGroup(IReadOnlyList<PostgresAppend> appends)
{
    private readonly Dictionary<(string SenderId, string ClientId), Message> _known = [];
    private readonly Dictionary<string, MessageTarget> _targets = [];
    private readonly Dictionary<string, string> _openOf = [];
    private readonly Dictionary<string, Conversation> _opened = [];
    private readonly Dictionary<string, Upload> _uploads = [];
    private readonly HashSet<(string AgentId, string ConversationId)> _served = [];
    private readonly HashSet<string> _becameAnother = [];

    public string[] SenderIds { get; } = [.. appends.Select(append => append.Request.Message.Sender.Id)];

    public string[] ClientIds { get; } = [.. appends.Select(append => append.Request.Message.ClientId)];

    /// <summary>The conversations that messages name.</summary>
    public string[] NamedIds { get; } = [.. appends.Select(append => append.Request.Message.ConversationId).OfType<string>().Distinct()];

    /// <summary>The customers whose messages name none and mean the open one.</summary>
    public string[] CustomerIds { get; } =
        [.. appends.Select(append => append.Request.Message).Where(MeansOpenOne).Select(message => message.Sender.Id).Distinct()];

    /// <summary>The uploads that messages are to carry.</summary>
    public string[] AttachmentIds { get; } = [.. appends.Select(append => append.Request.Message.AttachmentId).OfType<string>().Distinct()];

    /// <summary>The first message of each customer who has no open conversation, by customer: all nodes open in one order.</summary>
    public List<NewMessage> Openers =>
    [
        .. appends.Select(append => append.Request)
            .Where(request => MeansOpenOne(request.Message) && !IsKnown(request.Message) && !_openOf.ContainsKey(request.Message.Sender.Id)
                && !_becameAnother.Contains(request.Message.Sender.Id))
            .Where(request => AttachmentBinding.Check(request.Message, UploadOf(request.Message)) is null)
            .DistinctBy(request => request.Message.Sender.Id)
            .OrderBy(request => request.Message.Sender.Id, StringComparer.Ordinal),
    ];

    /// <summary>Agents who write in closed conversations that are not theirs: whether they may see them depends on whether they ever had them.</summary>
    public List<(string AgentId, string ConversationId)> AsksWhetherServed =>
    [
        .. from append in appends
           let message = append.Request.Message
           where message.Sender.IsAgent && message.ConversationId is not null
               && _targets.TryGetValue(message.ConversationId, out var target)
               && target.Facts.Status == ConversationStatus.Closed
           select (message.Sender.Id, message.ConversationId),
    ];

    public void AddKnown(Message message) => _known[(message.SenderId, message.ClientId)] = message;

    /// <summary>A conversation that is locked, as it is now.</summary>
    public void AddTarget(MessageTarget target)
    {
        _targets[target.Id] = target;
        if (target.Facts.Status != ConversationStatus.Closed)
            _openOf[target.Facts.CustomerId] = target.Id;
    }

    public void AddServed(IEnumerable<(string AgentId, string ConversationId)> served) => _served.UnionWith(served);

    /// <summary>An upload that a message is to carry, as it is now.</summary>
    public void AddUpload(Upload upload) => _uploads[upload.Attachment.Id] = upload;

    /// <summary>A customer who would open a conversation and has become another.</summary>
    public void AddBecameAnother(string customerId) => _becameAnother.Add(customerId);

    /// <summary>A conversation that this transaction opened, as it is before its first message.</summary>
    public void AddOpened(Conversation conversation) => _opened[conversation.Id] = conversation;

    /// <summary>Gives each message its result, and a <c>seq</c> where it is to be stored.</summary>
    /// <returns>What is to be stored.</returns>
    public List<Message> Decide()
    {
        var messages = new List<Message>(appends.Count);
        foreach (var append in appends)
        {
            append.Result = Decide(append.Request);
            if (append.Result is { Succeeded: true, Value: { Duplicate: false, Message: var message } })
                messages.Add(message);
        }

        return messages;
    }

    private Upload? UploadOf(OutgoingMessage message) =>
        message.AttachmentId is { } id && _uploads.TryGetValue(id, out var upload) ? upload : null;

    private static bool MeansOpenOne(OutgoingMessage message) => message.ConversationId is null && message.Sender.IsCustomer;

    private bool IsKnown(OutgoingMessage message) => _known.ContainsKey((message.Sender.Id, message.ClientId));

    private Result<AppendedMessage> Decide(NewMessage request)
    {
        var outgoing = request.Message;
        if (_known.TryGetValue((outgoing.Sender.Id, outgoing.ClientId), out var known))
            return new AppendedMessage(known, Duplicate: true, string.Empty, null, null);

        var id = outgoing.ConversationId ?? (outgoing.Sender.IsCustomer ? _openOf.GetValueOrDefault(outgoing.Sender.Id) : null);
        if (id is null && _becameAnother.Contains(outgoing.Sender.Id))
            return ConversationOpening.BecameAnother;
        if (id is null || !_targets.TryGetValue(id, out var target))
        {
            // Who could have opened one did not, because there is nothing to carry.
            var unopened = MeansOpenOne(outgoing) ? AttachmentBinding.Check(outgoing, UploadOf(outgoing)) : null;
            return unopened ?? ConversationAccess.CheckWrite(outgoing.Sender, null)!;
        }

        var facts = target.Facts with { ServedByCaller = _served.Contains((outgoing.Sender.Id, id)) };
        if (ConversationAccess.CheckWrite(outgoing.Sender, facts) is { } error)
            return error;
        var upload = UploadOf(outgoing);
        if (AttachmentBinding.Check(outgoing, upload) is { } unbindable)
            return unbindable;

        var message = target.Next(request, upload?.Attachment);
        if (upload is { } bound)
            AddUpload(bound with { Spent = true });
        _targets[id] = target with { LastSeq = message.Seq };
        AddKnown(message);
        return new AppendedMessage(message, Duplicate: false, facts.CustomerId, facts.AgentId, TakeOpened(message));
    }

    /// <summary>The conversation as its first message leaves it, to be told with that message.</summary>
    private Conversation? TakeOpened(Message message) => _opened.Remove(message.ConversationId, out var opened)
        ? opened with
        {
            LastSeq = message.Seq,
            LastMessage = LastMessage.Of(message),
            Unread = opened.Unread + 1,
        }
        : null;
}
