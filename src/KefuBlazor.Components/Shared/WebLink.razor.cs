using KefuBlazor.Core.Customers;
using Microsoft.AspNetCore.Components;

namespace KefuBlazor.Components.Shared;

/// <summary>A link to a page that somebody else named: to http and https only, anything else is text. The page learns nothing of this one.</summary>
public sealed partial class WebLink
{
    [Parameter, EditorRequired]
    public string Url { get; set; } = string.Empty;

    /// <summary>What it is called; its address where it has no name.</summary>
    [Parameter]
    public string? Text { get; set; }

    [Parameter]
    public string? Class { get; set; }

    private bool IsWeb => PageView.IsWeb(Url);

    private string Shown => Text is { Length: > 0 } text ? text : Url;
}
