using KefuBlazor.Components.Localization;
using KefuBlazor.Core;
using KefuBlazor.Core.Conversations;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace KefuBlazor.Components.Conversations;

/// <summary>The open conversation: its header, its messages, and where the agent writes.</summary>
public sealed partial class ConversationPane(IStringLocalizer<Texts> texts)
{
    [Parameter, EditorRequired]
    public DeskState Desk { get; set; } = null!;

    [Parameter]
    public EventCallback OnAccept { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    [Parameter]
    public EventCallback OnReopen { get; set; }

    [Parameter]
    public EventCallback OnPanel { get; set; }

    private IStringLocalizer<Texts> L => texts;

    private Conversation? Shown => Desk.Open is { } open ? Desk.Inbox.Find(open.Id) : null;

    private bool Mine => Shown is { } conversation && Desk.Inbox.IsMine(conversation);

    private bool MayReopen => Mine || Desk.Agent.SeesAll;

    private string NoneHint => Desk.Inbox.In(InboxTab.Waiting).Count is > 0 and var waiting
        ? texts["Pane.NoneHintWaiting", waiting]
        : texts[Desk.Inbox.Known.Count > 0 ? "Pane.NoneHint" : "Pane.NoneHintEmpty"];

    private string Notice(Conversation conversation) => conversation switch
    {
        { Status: ConversationStatus.Waiting } => texts["Pane.AcceptFirst"],
        { Status: ConversationStatus.Closed } => texts[MayReopen ? "Pane.ClosedReopen" : "Pane.Closed"],
        { Agent: { } agent } => texts["Pane.ServedBy", agent.Name],
        _ => string.Empty,
    };

    private static string RefusalKey(ErrorCode code) => code switch
    {
        ErrorCode.Conflict => "Refusal.Conflict",
        ErrorCode.NotFound => "Refusal.NotFound",
        ErrorCode.Closed => "Refusal.Closed",
        ErrorCode.Forbidden => "Refusal.Forbidden",
        _ => "Refusal.Unavailable",
    };
}
