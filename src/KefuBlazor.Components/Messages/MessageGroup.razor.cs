using KefuBlazor.Components.Localization;
using KefuBlazor.Components.Shared;
using KefuBlazor.Core.Messages;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace KefuBlazor.Components.Messages;

/// <summary>Bubbles of one sender, with one time and one tick: that of the last of them.</summary>
public sealed partial class MessageGroup(DeskTime time, IStringLocalizer<Texts> texts)
{
    private (Message First, Message Last, Tick Tick, bool ShowsSender)? _rendered;

    [Parameter, EditorRequired]
    public GroupItem Group { get; set; } = null!;

    /// <summary>How far the last of them has come; of agents' messages only.</summary>
    [Parameter]
    public Tick Tick { get; set; }

    /// <summary>Whether to say whose they are: another agent's.</summary>
    [Parameter]
    public bool ShowsSender { get; set; }

    private DeskTime Time => time;

    private Message Last => Group.Messages[^1];

    private string Sender => Last.SenderName;

    private string SideClass => Group.FromCustomer ? "customer" : "agent";

    private string TickClass => Tick.ToString().ToLowerInvariant();

    private IconName TickIcon => Tick == Tick.Sent ? IconName.Check : IconName.CheckDouble;

    private string TickText => texts[$"Tick.{Tick}"];

    protected override bool ShouldRender()
    {
        var current = (Group.Messages[0], Last, Tick, ShowsSender);
        var changed = _rendered != current;
        _rendered = current;
        return changed;
    }
}
