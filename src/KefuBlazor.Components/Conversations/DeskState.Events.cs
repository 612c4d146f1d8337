using KefuBlazor.Core;
using KefuBlazor.Core.Agents;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Customers;
using KefuBlazor.Core.Messages;
using KefuBlazor.Core.Presence;
using Microsoft.Extensions.Logging;

namespace KefuBlazor.Components.Conversations;

/// <content>What the desk does about events.</content>
public sealed partial class DeskState
{
    private void Apply(IReadOnlyList<object> batch)
    {
        if (_ended)
            return;

        // Much of what goes around is about others, and of what is this desk's not all is shown.
        var concerned = false;
        foreach (var @event in batch)
            concerned |= Apply(@event);

        if (!concerned)
            return;

        Changed?.Invoke();
        InBackground(Settle());
    }

    /// <returns>Whether anything may look or have to be done differently now.</returns>
    private bool Apply(object @event)
    {
        switch (@event)
        {
            case MarkMoved own when own.Origin == _marks.Origin:
            case PresenceChanged presence when !Customers.Apply(presence):
            case AgentStatusChanged colleague when colleague.AgentId != Agent.Id:
                return false;
            case ConversationChanged changed:
                return Merge(changed.Conversation);
            case ConversationHead head:
                if (Inbox.IsBehind(head))
                    Refresh(head.Id);
                break;
            case MessageAdded added:
                OnMessage(added.Message);
                break;
            case MarkMoved moved:
                if (Inbox.Moved(moved))
                    Refresh(moved.ConversationId);
                break;
            case TypingChanged typing:
                if (Typing.Apply(typing) is { } until)
                    _alarm?.RingBy(until);
                break;
            case AgentStatusChanged status:
                Status = status.Status;
                break;
            case CustomerChanged changed when changed.CustomerId == _customer?.CustomerId:
                InBackground(ReadCustomerAsync());
                break;
            case SignInEnded:
                InBackground(EndAsync());
                break;
            case Back:
                Reconnected?.Invoke();
                break;
            case Nudge:
                InBackground(CheckSignInAsync());
                // A word of another node may have been lost.
                InBackground(ReadCustomerAsync());
                _alarm?.RingBy(clock.GetUtcNow() + Tick);
                break;
        }

        return true;
    }

    private void OnMessage(Message message)
    {
        if (Inbox.Find(message.ConversationId) is { } known && !MaySee(known))
            return;

        if (Inbox.Added(message))
            Refresh(message.ConversationId);

        if (message.SenderType == ParticipantType.Customer)
            Typing.Stop(message.ConversationId);

        if (Open?.Id == message.ConversationId)
            Open.Thread.Add(message);
    }

    /// <returns>Whether it is any of this desk's business.</returns>
    private bool Merge(Conversation conversation)
    {
        if (Inbox.Merge(conversation, keep: Open?.Id == conversation.Id))
            Refresh(conversation.Id);

        return Inbox.Find(conversation.Id) is not null;
    }

    /// <summary>Whether the agent may read it: another may have taken it, while its messages were still on their way here.</summary>
    public bool MaySee(Conversation conversation) => Agent.SeesAll || Inbox.TabOf(conversation) is not null;

    /// <summary>Has a conversation fetched of which an event did not say enough, once the whole batch is in.</summary>
    private void Refresh(string id) => _stale.Add(id);

    /// <summary>Forgets what no list shows any more, and whatever was kept about it: an agent may sit here for days.</summary>
    public void Prune()
    {
        if (!Inbox.Prune(Open?.Id))
            return;

        _marks.Prune(Inbox);
        Typing.Prune(Inbox);
        Customers.Prune(Inbox);
    }

    private async Task RefreshAsync(string id)
    {
        var found = await AskAsync(() => conversations.FindServedAsync(Agent, id));
        if (found.Succeeded)
            Inbox.Merge(found.Value, keep: Open?.Id == id);
        else if (found.Error!.Code == ErrorCode.NotFound)
            Forget(id);
        else
            return;

        await Settle();
        Changed?.Invoke();
    }

    /// <summary>It went to somebody else, unheard: it is none of this agent's business any more.</summary>
    private void Forget(string id)
    {
        Inbox.Remove(id);
        if (Open is { } open && open.Id == id)
            open.Problem = ErrorCode.NotFound;
    }

    /// <summary>Sees to what follows from the state: marks to move, messages to fetch, whom to listen to.</summary>
    private async Task Settle()
    {
        if (_ended)
            return;

        _watch?.Set(Inbox.In(InboxTab.Waiting).Append(Watched()).OfType<Conversation>().Select(c => c.CustomerId));
        var looked = Open is { Elsewhere: false, Problem: null } ? Inbox.Find(Open.Id) : null;
        if (_customer?.Look(looked?.Id, looked?.CustomerId) == true)
            InBackground(ReadCustomerAsync());

        var stale = _stale.ToList();
        _stale.Clear();
        foreach (var id in stale)
            InBackground(RefreshAsync(id));

        var work = Inbox.In(InboxTab.Mine).Select(c => MoveAsync(c, MarkKind.Delivered, c.LastSeq)).ToList();
        if (Open is { } open && Inbox.Find(open.Id) is { } shown)
        {
            // It was with another when it was opened, and came back.
            if (open.Elsewhere && MaySee(shown))
            {
                open.Elsewhere = false;
                work.Add(ReadOpenAsync(open, shown));
            }


            open.Thread.Expect(shown.LastSeq);
            if (open.Thread.IsBehind())
                work.Add(CatchUpAsync(open));

            if (Attentive && open.AtEnd && open.Thread.LastSeq > 0)
                work.Add(MoveAsync(shown, MarkKind.Read, open.Thread.LastSeq));
        }

        var unknown = Interesting().Where(c => Customers[c.CustomerId] is null).ToList();
        if (unknown.Count > 0)
            work.Add(LearnAsync(unknown));

        await Task.WhenAll(work);
    }

    private async Task ReadCustomerAsync()
    {
        if (_customer is { } customer && await customer.ReadAsync(FindProfileAsync))
            Changed?.Invoke();
    }

    private async Task<CustomerProfile?> FindProfileAsync(string conversationId)
    {
        var found = await AskAsync(() => directory.FindAsync(Agent, conversationId));
        return found.Succeeded ? found.Value : null;
    }

    /// <summary>Those of whose customers the desk says whether they are there.</summary>
    private IEnumerable<Conversation> Interesting() =>
        Inbox.In(InboxTab.Mine).Concat(Inbox.In(InboxTab.Waiting)).Append(Open is { } open ? Inbox.Find(open.Id) : null).OfType<Conversation>();

    /// <summary>The open conversation, if it is another agent's and this one may look at all.</summary>
    private Conversation? Watched() =>
        Agent.SeesAll && Open is { } open && Inbox.Find(open.Id) is { } shown && !Inbox.IsMine(shown) ? shown : null;

    private async Task CatchUpAsync(OpenConversation open)
    {
        var before = open.Thread.LastSeq;
        await open.Thread.CatchUpAsync();
        Changed?.Invoke();
        // What has come may have to be marked, and need not be all.
        if (open.Thread.LastSeq != before)
            await Settle();
    }

    private async Task LearnAsync(List<Conversation> unknown)
    {
        if (await Customers.LearnAsync(unknown.Select(c => c.CustomerId)))
            Changed?.Invoke();
    }

    private async Task MoveAsync(Conversation conversation, MarkKind kind, long seq)
    {
        var (moved, askAgain) = await _marks.MoveAsync(Agent, conversation, kind, seq);
        if (askAgain is { } at)
            _alarm?.RingBy(at);

        if (!moved)
            return;

        // The event of this circuit's own move is not heeded: it is known here first.
        Inbox.Moved(new MarkMoved(conversation.Id, kind, Agent, seq, _marks.Origin));
        // That a message reached the desk is for the customer to see.
        if (kind == MarkKind.Read)
            Changed?.Invoke();
    }

    private async void InBackground(Task work)
    {
        try
        {
            await work;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            LogWorkFailed(exception);
        }
    }

    [LoggerMessage(3001, LogLevel.Error, "The desk could not follow up on events")]
    private partial void LogWorkFailed(Exception exception);
}
