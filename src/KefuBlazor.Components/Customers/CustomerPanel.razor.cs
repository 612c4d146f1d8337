using KefuBlazor.Components.Localization;
using KefuBlazor.Components.Shared;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Customers;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace KefuBlazor.Components.Customers;

/// <summary>What is known of the customer of a conversation.</summary>
public sealed partial class CustomerPanel(DeskTime time, IStringLocalizer<Texts> texts)
{
    [Parameter, EditorRequired]
    public Conversation Conversation { get; set; } = null!;

    /// <summary>The same customer's other conversations, newest first.</summary>
    [Parameter]
    public IReadOnlyList<Conversation> Others { get; set; } = [];

    /// <summary>What is known of them; null until it is.</summary>
    [Parameter]
    public CustomerProfile? Profile { get; set; }

    /// <summary>Whether the customer is connected; null while unknown.</summary>
    [Parameter]
    public bool? Present { get; set; }

    [Parameter]
    public EventCallback OnFold { get; set; }

    private IStringLocalizer<Texts> L => texts;

    private DeskTime Time => time;

    private string? PresenceClass => Present == true ? "online" : null;

    private string? IdentityClass => Profile?.IsVerified == true ? "verified" : null;

    private string? PresenceText => Present switch { true => texts["Presence.Online"].Value, false => texts["Presence.Gone"].Value, null => null };
}
