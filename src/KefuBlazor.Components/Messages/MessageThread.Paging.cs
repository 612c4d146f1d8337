using KefuBlazor.Core.Messages;

namespace KefuBlazor.Components.Messages;

/// <content>What it fetches. A page counts only if the window still ends where it did when the page was asked for.</content>
public sealed partial class MessageThread
{
    private bool _catchingUp;

    /// <summary>Of the newest page, without which nothing can be shown.</summary>
    public LoadPhase Phase { get; private set; }

    /// <summary>Of the page before the first message here.</summary>
    public LoadPhase OlderPhase { get; private set; } = LoadPhase.Ready;

    /// <summary>Of the page after the last message here, or of the newest when one leaps there.</summary>
    public LoadPhase NewerPhase { get; private set; } = LoadPhase.Ready;

    /// <summary>Fetches the newest page where there is nothing yet.</summary>
    public async Task LoadAsync()
    {
        Phase = LoadPhase.Loading;
        var page = await fetch(new HistoryQuery(conversationId, Limit: MessageWindow.PageSize));
        Phase = page is null ? LoadPhase.Failed : LoadPhase.Ready;
        if (page is not null)
            Show(page);
    }

    /// <summary>Leaps to the newest page; what is shown stays until that is here.</summary>
    public async Task LoadNewestAsync()
    {
        if (Phase != LoadPhase.Ready)
            return;

        NewerPhase = LoadPhase.Loading;
        var page = await fetch(new HistoryQuery(conversationId, Limit: MessageWindow.PageSize));
        NewerPhase = page is null ? LoadPhase.Failed : LoadPhase.Ready;
        if (page is not null)
            Show(page);
    }

    /// <summary>Fetches the page before the first message.</summary>
    public async Task LoadOlderAsync()
    {
        if (!HasOlder || _window.FirstSeq == 0 || OlderPhase == LoadPhase.Loading)
            return;

        OlderPhase = LoadPhase.Loading;
        var first = _window.FirstSeq;
        var page = await fetch(new HistoryQuery(conversationId, BeforeSeq: first, Limit: MessageWindow.PageSize));
        OlderPhase = page is null ? LoadPhase.Failed : LoadPhase.Ready;
        if (page is null || _window.FirstSeq != first)
            return;

        _window.Prepend(page);
        if (HasNewer)
            _ahead.Clear();
    }

    /// <summary>Fetches the page after the last message.</summary>
    public async Task LoadNewerAsync()
    {
        if (!HasNewer || NewerPhase == LoadPhase.Loading)
            return;

        NewerPhase = LoadPhase.Loading;
        var last = LastSeq;
        var page = await fetch(new HistoryQuery(conversationId, AfterSeq: last, Limit: MessageWindow.PageSize));
        NewerPhase = page is null ? LoadPhase.Failed : LoadPhase.Ready;
        if (page is not null && HasNewer && LastSeq == last)
            _window.Append(page);
    }

    /// <summary>Fetches what lies between the last message here and the newest, as far as one would want to read it.</summary>
    public async Task CatchUpAsync()
    {
        if (_catchingUp || !IsBehind())
            return;

        _catchingUp = true;
        try
        {
            var page = await fetch(new HistoryQuery(conversationId, AfterSeq: LastSeq, Limit: MessageWindow.PageSize));
            if (page is null || HasNewer)
                return;

            foreach (var message in page.Messages)
                Add(message);

            if (!page.HasMore)
                return;

            // Far behind: who reads at the end wants the end, who reads elsewhere comes to it page by page.
            if (Following)
                await LoadNewestAsync();
            else
                Detach();
        }
        finally
        {
            _catchingUp = false;
        }
    }

    private void Show(HistoryPage newest)
    {
        _window.Replace(newest);
        Expect(LastSeq);
        Absorb();
    }
}
