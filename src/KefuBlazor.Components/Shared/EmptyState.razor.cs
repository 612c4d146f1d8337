using Microsoft.AspNetCore.Components;

namespace KefuBlazor.Components.Shared;

/// <summary>Stands where nothing is, and says what to do next.</summary>
public partial class EmptyState
{
    [Parameter, EditorRequired]
    public IconName Icon { get; set; }

    /// <summary>What is the case.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = string.Empty;

    /// <summary>What to do next.</summary>
    [Parameter]
    public string? Hint { get; set; }

    /// <summary>A button, perhaps.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
