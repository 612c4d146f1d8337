using KefuBlazor.Components.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace KefuBlazor.Server.Components.Pages;

/// <summary>The agents' desk. The document shows its outline until the circuit is there.</summary>
public sealed partial class Desk(IStringLocalizer<Texts> texts)
{
    /// <summary>The conversation to open; null for none.</summary>
    [Parameter]
    public string? ConversationId { get; set; }

    private IStringLocalizer<Texts> L => texts;
}
