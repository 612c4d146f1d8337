using KefuBlazor.Components.Localization;
using KefuBlazor.Components.Shared;
using KefuBlazor.Core.Conversations;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;

namespace KefuBlazor.Components.Conversations;

/// <summary>The agents' desk: rail, inbox, conversation and customer panel.</summary>
public sealed partial class Workspace(
    DeskState desk,
    DeskTime time,
    IStringLocalizer<Texts> texts,
    AuthenticationStateProvider authentication,
    NavigationManager navigation,
    IJSRuntime js) : IAsyncDisposable
{
    private readonly InboxOrder _order = new();
    private ElementReference _root;
    private ConfirmDialog _confirm = null!;
    private DeskBrowser? _browser;
    private InboxTab _tab;
    private bool _panelToggled;
    private bool _started;

    /// <summary>The conversation that the address names; null for none.</summary>
    [Parameter]
    public string? ConversationId { get; set; }

    private DeskState Desk => desk;

    private IStringLocalizer<Texts> L => texts;

    private Conversation? Shown => desk.Open is { Problem: null } open ? desk.Inbox.Find(open.Id) : null;

    private string Title => desk.Inbox.Unread is > 0 and var unread ? texts["Page.TitleUnread", unread] : texts["Page.Title"];

    private string StateClass => (ConversationId is null ? "choosing" : "reading") + (_panelToggled ? " panel-toggled" : "");

    /// <summary>Acts on a key that was pressed outside of a text box.</summary>
    public async Task CommandAsync(string command)
    {
        switch (command)
        {
            case "next":
                Step(1);
                break;
            case "previous":
                Step(-1);
                break;
            case "accept":
                await AcceptAsync();
                break;
            case "close":
                await CloseAsync();
                break;
            case "reopen":
                await ReopenAsync();
                break;
            case "panel":
                TogglePanel();
                break;
            case "mine" or "waiting" or "closed":
                Show(Enum.Parse<InboxTab>(command, ignoreCase: true));
                break;
        }

        StateHasChanged();
    }

    public async ValueTask DisposeAsync()
    {
        desk.Changed -= StateHasChanged;
        desk.SignedOut -= Leave;
        desk.Reconnected -= Flush;
        if (_browser is not null)
            await _browser.DisposeAsync();
    }

    protected override void OnInitialized()
    {
        desk.Changed += StateHasChanged;
        desk.SignedOut += Leave;
        desk.Reconnected += Flush;
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_started)
            await desk.OpenAsync(ConversationId);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;

        _browser = new DeskBrowser(js, desk, texts, CommandAsync);
        // Before anything is shown: times are said in the zone of who reads them.
        time.UseZone(await _browser.TimeZoneAsync());
        await StartAsync();
        await _browser.AttachAsync(_root);
    }

    private async Task StartAsync()
    {
        var user = (await authentication.GetAuthenticationStateAsync()).User;
        if (user.Identity?.IsAuthenticated != true)
        {
            Leave();
            return;
        }

        await desk.StartAsync(user, DispatchAsync);
        _started = true;
        await desk.OpenAsync(ConversationId);
        if (Shown is { } shown && desk.Inbox.TabOf(shown) is { } tab)
            Show(tab);
        StateHasChanged();
    }

    private async Task DispatchAsync(Func<Task> work)
    {
        try
        {
            await InvokeAsync(work);
        }
        catch (ObjectDisposedException)
        {
            // The circuit ended while an event was on its way.
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            await DispatchExceptionAsync(exception);
        }
    }

    private void Show(InboxTab tab)
    {
        _tab = tab;
        _order.Reset();
    }

    private void Step(int rows)
    {
        if (_order.Beside(desk.Open?.Id, rows) is { } id)
            navigation.NavigateTo($"kefu/c/{id}");
    }

    private async Task AcceptAsync()
    {
        if (Shown is { Status: ConversationStatus.Waiting } shown && await desk.AcceptAsync(shown.Id))
            Show(InboxTab.Mine);
    }

    private async Task CloseAsync()
    {
        if (Shown is { Status: ConversationStatus.Active } shown && desk.Inbox.IsMine(shown) && await _confirm.AskAsync())
            await desk.CloseAsync(shown.Id);
    }

    private async Task ReopenAsync()
    {
        if (Shown is { Status: ConversationStatus.Closed } shown && await desk.ReopenAsync(shown.Id))
            Show(InboxTab.Mine);
    }

    private void TogglePanel() => _panelToggled = !_panelToggled;

    private void Flush() => _browser?.Flush();

    private void Leave() =>
        navigation.NavigateTo("kefu/login?ReturnUrl=" + Uri.EscapeDataString("/" + navigation.ToBaseRelativePath(navigation.Uri)), forceLoad: true);
}
