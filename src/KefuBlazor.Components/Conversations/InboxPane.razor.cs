using KefuBlazor.Components.Localization;
using KefuBlazor.Components.Messages;
using KefuBlazor.Components.Shared;
using KefuBlazor.Core.Agents;
using KefuBlazor.Core.Conversations;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace KefuBlazor.Components.Conversations;

/// <summary>The lists of conversations.</summary>
public sealed partial class InboxPane(DeskTime time, IStringLocalizer<Texts> texts)
{
    private InboxRows? _rows;

    [Parameter, EditorRequired]
    public DeskState Desk { get; set; } = null!;

    /// <summary>The order of the rows, which whoever walks through them by keys shares.</summary>
    [Parameter, EditorRequired]
    public InboxOrder Order { get; set; } = null!;

    [Parameter]
    public InboxTab Tab { get; set; }

    [Parameter]
    public EventCallback<InboxTab> OnTab { get; set; }

    private static InboxTab[] Tabs => Enum.GetValues<InboxTab>();

    private IStringLocalizer<Texts> L => texts;

    private IReadOnlyList<InboxRow> Rows { get; set; } = [];

    private string EmptyHint => Tab == InboxTab.Mine && Desk.Status is Availability.Busy or Availability.Away
        ? texts["Inbox.EmptyHint.NotOnline"]
        : texts[$"Inbox.EmptyHint.{Tab}"];

    private IconName EmptyIcon => Tab switch
    {
        InboxTab.Waiting => IconName.Clock,
        InboxTab.Closed => IconName.Done,
        _ => IconName.Inbox,
    };

    protected override void OnParametersSet() => Arrange();

    private void Arrange()
    {
        _rows ??= new InboxRows(Desk, time, texts);
        if (!Order.Held)
            Desk.Prune();

        Rows = _rows.Of([.. Order.Arrange(Desk.Inbox.In(Tab)).Select(Desk.Inbox.Find).OfType<Conversation>()], Tab);
    }

    private int? Count(InboxTab tab) => tab == InboxTab.Closed || Desk.Phase == LoadPhase.Loading ? null
        : Desk.Inbox.In(tab).Count is > 0 and var count ? count
        : null;

    private string TabTitle(InboxTab tab) => texts["Inbox.TabTitle", texts[$"Inbox.Tab.{tab}"].Value, (int)tab + 1];

    private void Hold() => Order.Held = true;

    private void Release()
    {
        Order.Held = false;
        Arrange();
    }
}
