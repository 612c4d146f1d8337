using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Messages;

namespace KefuBlazor.Components.Conversations;

/// <summary>
/// The conversations that an agent's desk knows, merged from lists and events in whatever order they arrive. A newer state wins by
/// <see cref="Conversation.Version"/>, marks and <c>seq</c> only grow.
/// </summary>
public sealed class Inbox
{
    /// <summary>How many of those that are over it remembers, the newest.</summary>
    public const int MostClosed = 100;

    private readonly Dictionary<string, Conversation> _known = [];

    private string _agentId = string.Empty;
    private bool _seesAll;

    /// <summary>How many unread messages the agent's own conversations hold.</summary>
    public int Unread => In(InboxTab.Mine).Sum(conversation => conversation.Unread);

    /// <summary>Says whose inbox it is.</summary>
    public void Assign(Participant agent)
    {
        ArgumentNullException.ThrowIfNull(agent);
        _agentId = agent.Id;
        _seesAll = agent.SeesAll;
    }

    /// <summary>All that are known, in no order.</summary>
    public IReadOnlyCollection<Conversation> Known => _known.Values;

    /// <summary>What is known of a conversation; null if nothing.</summary>
    public Conversation? Find(string id) => _known.GetValueOrDefault(id);

    /// <summary>Whether the conversation is, or last was, the agent's own.</summary>
    public bool IsMine(Conversation conversation) => conversation.Agent?.Id == _agentId;

    /// <summary>The list that a conversation belongs to; null if it is none of this agent's business, or another's at work.</summary>
    public InboxTab? TabOf(Conversation conversation) => conversation.Status switch
    {
        ConversationStatus.Waiting => InboxTab.Waiting,
        ConversationStatus.Active when IsMine(conversation) => InboxTab.Mine,
        ConversationStatus.Closed when _seesAll || IsMine(conversation) => InboxTab.Closed,
        _ => null,
    };

    /// <summary>The list of a tab: the queue in its order, the others by what happened last.</summary>
    public IReadOnlyList<Conversation> In(InboxTab tab)
    {
        var members = _known.Values.Where(conversation => TabOf(conversation) == tab);
        return tab switch
        {
            InboxTab.Waiting => [.. members.OrderBy(c => c.OpenedAt).ThenBy(c => c.Id, StringComparer.Ordinal)],
            InboxTab.Closed => [.. members.OrderByDescending(c => c.ClosedAt).ThenBy(c => c.Id, StringComparer.Ordinal)],
            _ => [.. members.OrderByDescending(LastActivity).ThenBy(c => c.Id, StringComparer.Ordinal)],
        };
    }

    /// <summary>Takes in what a list, an answer or an event says of a conversation.</summary>
    /// <param name="conversation">As it was at some instant.</param>
    /// <param name="keep">Whether to remember it though it is in none of the lists, because it is looked at.</param>
    /// <returns>Whether its newest message or its unread count is not known, so that it should be fetched.</returns>
    public bool Merge(Conversation conversation, bool keep = false)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        var before = Find(conversation.Id);
        if (before is null && !keep && TabOf(conversation) is null)
            return false;

        var merged = before is null ? conversation : Merge(before, conversation);
        _known[conversation.Id] = merged;
        return merged.LastMessage is null && merged.LastSeq > 0 && TabOf(merged) is not null;
    }

    /// <summary>Whether less is known of a conversation than there is, so that it should be fetched.</summary>
    public bool IsBehind(ConversationHead head)
    {
        ArgumentNullException.ThrowIfNull(head);
        return Find(head.Id) is { } known
            ? head.Version > known.Version || head.LastSeq > known.LastSeq
                || known.Delivered.Max(head.Delivered) != known.Delivered || known.Read.Max(head.Read) != known.Read
            : head.Concerns(_agentId);
    }

    /// <summary>Takes in a message.</summary>
    /// <returns>Whether the conversation is not known, so that it should be fetched.</returns>
    public bool Added(Message message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (Find(message.ConversationId) is not { } known)
            return true;

        if (message.Seq <= known.LastSeq && known.LastMessage is not null)
            return false;

        // Counting on is right only from the message before; after a gap the store knows better.
        var gap = message.Seq > known.LastSeq + 1;
        var counts = message.SenderType == ParticipantType.Customer && message.Seq > known.LastSeq;
        _known[message.ConversationId] = known with
        {
            LastSeq = Math.Max(known.LastSeq, message.Seq),
            LastMessage = LastMessage.Of(message),
            Unread = known.Unread + (counts ? 1 : 0),
        };
        return gap;
    }

    /// <summary>Takes in a mark that moved.</summary>
    /// <returns>Whether the unread count is not known any more, so that the conversation should be fetched.</returns>
    public bool Moved(MarkMoved moved)
    {
        ArgumentNullException.ThrowIfNull(moved);
        if (Find(moved.ConversationId) is not { } known)
            return false;

        var byCustomer = moved.From.IsCustomer;
        var to = byCustomer ? new Marks(moved.Seq, 0) : new Marks(0, moved.Seq);
        var read = moved.Kind == MarkKind.Read;
        var all = read && !byCustomer && moved.Seq >= known.LastSeq;
        _known[moved.ConversationId] = known with
        {
            Delivered = known.Delivered.Max(to),
            Read = read ? known.Read.Max(to) : known.Read,
            Unread = all ? 0 : known.Unread,
        };
        return read && !byCustomer && !all;
    }

    /// <summary>Forgets one.</summary>
    public void Remove(string id) => _known.Remove(id);

    /// <summary>Forgets what is in no list, and the oldest of those that are over, save the one that is looked at.</summary>
    /// <returns>Whether there was any.</returns>
    public bool Prune(string? exceptId)
    {
        var gone = _known.Values.Where(conversation => TabOf(conversation) is null);
        if (_known.Count > MostClosed)
            gone = gone.Concat(In(InboxTab.Closed).Skip(MostClosed));

        var ids = gone.Select(conversation => conversation.Id).Where(id => id != exceptId).ToList();
        ids.ForEach(id => _known.Remove(id));
        return ids.Count > 0;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear() => _known.Clear();

    private static DateTimeOffset LastActivity(Conversation conversation) => conversation.LastMessage?.SentAt ?? conversation.OpenedAt;

    private static Conversation Merge(Conversation before, Conversation incoming)
    {
        var core = incoming.Version >= before.Version ? incoming : before;
        var current = incoming.LastSeq >= before.LastSeq;
        var read = before.Read.Max(incoming.Read);
        // Only where the newest message was asked for was the unread count asked for too.
        var counted = current && incoming.LastMessage is not null && incoming.Read.Agent >= before.Read.Agent;
        var lastSeq = Math.Max(before.LastSeq, incoming.LastSeq);
        return core with
        {
            LastSeq = lastSeq,
            Delivered = before.Delivered.Max(incoming.Delivered),
            Read = read,
            LastMessage = current ? incoming.LastMessage ?? (incoming.LastSeq == before.LastSeq ? before.LastMessage : null) : before.LastMessage,
            Unread = read.Agent >= lastSeq ? 0 : counted ? incoming.Unread : before.Unread,
        };
    }
}
