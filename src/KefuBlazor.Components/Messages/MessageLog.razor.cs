using KefuBlazor.Components.Conversations;
using KefuBlazor.Components.Localization;
using KefuBlazor.Components.Shared;
using KefuBlazor.Core.Conversations;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;

namespace KefuBlazor.Components.Messages;

/// <summary>
/// The messages of the open conversation: those around where one reads. Its script asks for more at either edge, and stays at the end while
/// one is there.
/// </summary>
public sealed partial class MessageLog(IJSRuntime js, DeskTime time, IStringLocalizer<Texts> texts) : IAsyncDisposable
{
    private ElementReference _scroller;
    private DotNetObjectReference<MessageLog>? _self;
    private IJSObjectReference? _module;
    private IJSObjectReference? _view;

    [Parameter, EditorRequired]
    public DeskState Desk { get; set; } = null!;

    [Parameter, EditorRequired]
    public OpenConversation Open { get; set; } = null!;

    [Parameter, EditorRequired]
    public Conversation Conversation { get; set; } = null!;

    private IStringLocalizer<Texts> L => texts;

    private DeskTime Time => time;

    private IReadOnlyList<ThreadItem> Items => ThreadLayout.Arrange(Open.Thread.Messages, time.Zone, MovedAt);

    /// <summary>Where those messages are not here that it stands between, it is not said; nor where it was after the end, or ended it.</summary>
    private DateTimeOffset? MovedAt => Conversation.MovedAt is { } at && !(at >= Conversation.ClosedAt) && (at >= FirstAt || !Open.Thread.HasOlder) && (at < LastAt || !Open.Thread.HasNewer)
        ? at
        : null;

    private string? OlderEdge => Open.Thread is { HasOlder: true, OlderPhase: not LoadPhase.Failed } ? "older" : null;

    /// <summary>Named even where it cannot be fetched now: the script knows by it that the log's end is not the conversation's.</summary>
    private string NewerEdge => Open.Thread.NewerPhase == LoadPhase.Failed ? "newer-failed" : "newer";

    private string Beginning => Conversation is { IsOpen: true, Agent: { } agent }
        ? texts["Log.BeganAndServed", time.DayAndTime(FirstAt), agent.Name]
        : texts["Log.Began", time.DayAndTime(FirstAt)];

    private DateTimeOffset FirstAt => Open.Thread.Messages.Count > 0 ? Open.Thread.Messages[0].SentAt : Conversation.OpenedAt;

    private DateTimeOffset LastAt => Open.Thread.Messages.Count > 0 ? Open.Thread.Messages[^1].SentAt : Conversation.OpenedAt;

    private string? Ending => Conversation.ClosedAt is not { } at ? null
        : Conversation.CloseReason == CloseReasons.Merged ? texts["Log.ClosedMerged", Conversation.CustomerName, time.DayAndTime(at)].Value
        : Conversation.CloseReason == CloseReasons.Idle ? texts["Log.ClosedIdle", time.DayAndTime(at)].Value
        : Conversation.ClosedBy == ParticipantType.Customer ? texts["Log.ClosedByCustomer", time.DayAndTime(at)].Value
        : Conversation.Agent is { } agent ? texts["Log.ClosedByAgent", agent.Name, time.DayAndTime(at)].Value
        : texts["Log.Closed", time.DayAndTime(at)].Value;

    private string? EndingTitle => Conversation.ClosedAt is { } at ? time.Absolute(at) : null;

    /// <summary>The log reached its end, or was scrolled away from it.</summary>
    [JSInvokable]
    public Task ScrolledAsync(bool atEnd) => Desk.Open == Open ? Desk.ScrollAsync(atEnd) : Task.CompletedTask;

    /// <summary>The first message came into sight.</summary>
    [JSInvokable]
    public Task LoadOlderAsync() => Desk.Open == Open ? Desk.LoadOlderAsync() : Task.CompletedTask;

    /// <summary>The last message came into sight, and there are more.</summary>
    [JSInvokable]
    public Task LoadNewerAsync() => Desk.Open == Open ? Desk.LoadNewerAsync() : Task.CompletedTask;

    /// <summary>One wants to be at the conversation's end, from where it is not here yet.</summary>
    [JSInvokable]
    public Task LoadNewestAsync() => Desk.Open == Open ? Desk.LoadNewestAsync() : Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _view.LetGoAsync("detach");
        await _module.LetGoAsync();
        _self?.Dispose();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;

        _self = DotNetObjectReference.Create(this);
        _module = await js.InvokeAsync<IJSObjectReference>("import", "./_content/KefuBlazor.Components/Messages/MessageLog.razor.js");
        _view = await _module.InvokeAsync<IJSObjectReference>("attach", _scroller, _self, Conversation.Id, new
        {
            sending = texts["Outbox.Sending"].Value,
            waiting = texts["Outbox.Waiting"].Value,
            failed = texts["Outbox.Failed"].Value,
            retry = texts["Common.Retry"].Value,
            discard = texts["Outbox.Discard"].Value,
            edit = texts["Outbox.Edit"].Value,
            image = texts["Preview.Image"].Value,
            file = texts["Preview.File"].Value,
            voice = texts["Preview.Voice"].Value,
            video = texts["Preview.Video"].Value,
        });
    }

    private async Task ToEndAsync()
    {
        if (_view is not null)
            await _view.InvokeVoidAsync("toEnd");
    }

    private Tick TickOf(GroupItem group) => group.FromCustomer ? Tick.Sent : Ticks.Of(Conversation, group.Messages[^1].Seq);

    private bool ShowsSender(GroupItem group) => !group.FromCustomer && group.Messages[^1].SenderId != Desk.Agent.Id;
}
