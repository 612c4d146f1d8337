using KefuBlazor.Components.Messages;
using KefuBlazor.Core.Messages;

namespace KefuBlazor.Components.Conversations;

/// <content>Moving through the open conversation.</content>
public sealed partial class DeskState
{
    /// <summary>Fetches the messages before the first one shown.</summary>
    public Task LoadOlderAsync() => ReadOnAsync(thread => thread.LoadOlderAsync());

    /// <summary>Fetches the messages after the last one shown.</summary>
    public Task LoadNewerAsync() => ReadOnAsync(thread => thread.LoadNewerAsync());

    /// <summary>Shows the newest messages in place of those that are shown.</summary>
    public Task LoadNewestAsync() => ReadOnAsync(thread => thread.LoadNewestAsync());

    /// <summary>The log was scrolled to its end, or away from it.</summary>
    public Task ScrollAsync(bool atEnd)
    {
        Open?.Scrolled(atEnd);
        Changed?.Invoke();
        return Settle();
    }

    private async Task ReadOnAsync(Func<MessageThread, Task> load)
    {
        if (Open is not { } open)
            return;

        var loading = load(open.Thread);
        Changed?.Invoke();
        await loading;
        Changed?.Invoke();
        await Settle();
    }

    private async Task<HistoryPage?> FetchAsync(HistoryQuery query)
    {
        var page = await AskAsync(() => messages.HistoryAsync(Agent, query));
        return page.Succeeded ? page.Value : null;
    }
}
