using KefuBlazor.Core;
using KefuBlazor.Core.Agents;
using KefuBlazor.Core.Attachments;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Messages;
using KefuBlazor.Core.Protocol;

namespace KefuBlazor.Components.Conversations;

/// <content>What an agent does at the desk. Every action asks the service that guards it, whatever the page showed.</content>
public sealed partial class DeskState
{
    /// <summary>Whether the page is visible and has the focus.</summary>
    public bool Attentive { get; private set; }

    /// <summary>Opens a conversation; null closes the one that is open.</summary>
    public async Task OpenAsync(string? id)
    {
        if (Open?.Id == id || _ended)
            return;

        Open = id is null ? null : new OpenConversation(id, FetchAsync);
        if (Open is { } open)
            await LoadOpenAsync(open);
        else
            await Settle();
    }

    /// <summary>Fetches the open conversation again after a failure.</summary>
    public Task RetryOpenAsync() => Open is { } open ? LoadOpenAsync(open) : Task.CompletedTask;

    /// <summary>The page came to the front, or went.</summary>
    public Task AttendAsync(bool attentive)
    {
        Attentive = attentive;
        return Settle();
    }

    public async Task SetStatusAsync(Availability status)
    {
        var result = await AskAsync(() => agents.SetStatusAsync(Agent.Id, status));
        if (result.Succeeded)
            Status = result.Value.Status;

        Changed?.Invoke();
    }

    /// <summary>Takes a waiting conversation.</summary>
    public Task<bool> AcceptAsync(string id) => ActAsync(id, () => assignment.AcceptAsync(Agent, id));

    /// <summary>Ends a conversation.</summary>
    public Task<bool> CloseAsync(string id) => ActAsync(id, () => conversations.CloseAsync(Agent, id));

    /// <summary>Opens a closed conversation again.</summary>
    public Task<bool> ReopenAsync(string id) => ActAsync(id, () => conversations.ReopenAsync(Agent, id));

    /// <summary>Stores a message. The same <paramref name="clientId"/> is one message however often it is sent.</summary>
    /// <returns>Null when it is stored; else why it is not.</returns>
    public Task<Error?> SendAsync(string conversationId, string clientId, string text) =>
        SendAsync(new OutgoingMessage(Agent, clientId, conversationId, text));

    /// <summary>Stores a message that carries an upload of this agent's.</summary>
    /// <param name="conversationId">Where to.</param>
    /// <param name="clientId">The same is one message however often it is sent.</param>
    /// <param name="kind">Its name on the wire; any other word is refused.</param>
    /// <param name="url">As the upload was answered with it.</param>
    /// <returns>Null when it is stored; else why it is not.</returns>
    public Task<Error?> SendFileAsync(string conversationId, string clientId, string kind, string url) =>
        SendAsync(new OutgoingMessage(Agent, clientId, conversationId, string.Empty)
        {
            Kind = WireNames.SentKindOf(kind) ?? MessageKind.Text,
            AttachmentId = AttachmentUrl.IdOf(url),
        });

    private async Task<Error?> SendAsync(OutgoingMessage message)
    {
        var result = await AskAsync(() => messages.SendAsync(message));
        if (result.Succeeded)
            _pump?.Post(new MessageAdded(result.Value.Message, null));

        return result.Error;
    }

    /// <summary>Tells the customer that the agent types, or stopped.</summary>
    public Task TypeAsync(string conversationId, bool active) => AskAsync<bool>(async () =>
        await conversations.TypeAsync(Agent, conversationId, active) is { } error ? error : true);

    private async Task LoadOpenAsync(OpenConversation open)
    {
        open.Problem = null;
        Changed?.Invoke();
        var found = await AskAsync(() => conversations.FindServedAsync(Agent, open.Id));
        if (Open != open)
            return;

        if (!found.Succeeded)
        {
            open.Problem = found.Error!.Code;
        }
        else
        {
            Inbox.Merge(found.Value, keep: true);
            open.Elsewhere = !MaySee(found.Value);
            if (!open.Elsewhere)
                await ReadOpenAsync(open, found.Value);
        }

        Changed?.Invoke();
    }

    private async Task ReadOpenAsync(OpenConversation open, Conversation conversation)
    {
        Changed?.Invoke();
        await open.Thread.LoadAsync();
        await Settle();
        Changed?.Invoke();
        open.Others = await OthersAsync(conversation);
    }

    private async Task<IReadOnlyList<Conversation>> OthersAsync(Conversation conversation)
    {
        var page = await AskAsync(() => conversations.ListAsync(Agent, new ConversationFilter { CustomerId = conversation.CustomerId, Limit = 20 }));
        return page.Succeeded ? [.. page.Value.Items.Where(other => other.Id != conversation.Id)] : [];
    }

    private async Task<bool> ActAsync(string id, Func<Task<Result<Conversation>>> act)
    {
        if (Open is not { } open || open.Id != id || open.Busy)
            return false;

        open.Busy = true;
        open.Refusal = null;
        Changed?.Invoke();
        try
        {
            var result = await AskAsync(act);
            if (result.Succeeded)
                Merge(result.Value);
            else
                Refuse(open, result.Error!.Code);

            await Settle();
            return result.Succeeded;
        }
        finally
        {
            open.Busy = false;
            Changed?.Invoke();
        }
    }

    private void Refuse(OpenConversation open, ErrorCode code)
    {
        open.Refusal = code;
        // What was shown was not how it is.
        Refresh(open.Id);
    }
}
