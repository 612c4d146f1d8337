using KefuBlazor.Components.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace KefuBlazor.Components.Shared;

/// <summary>Says in plain words, where it happened, what went wrong, and offers to try again.</summary>
public sealed partial class Problem(IStringLocalizer<Texts> texts)
{
    [Parameter, EditorRequired]
    public string Text { get; set; } = string.Empty;

    /// <summary>What trying again does; without it there is no button.</summary>
    [Parameter]
    public EventCallback OnRetry { get; set; }

    private IStringLocalizer<Texts> L => texts;
}
