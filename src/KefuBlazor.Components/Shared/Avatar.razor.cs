using Microsoft.AspNetCore.Components;

namespace KefuBlazor.Components.Shared;

/// <summary>Somebody's picture or initials. The name stands beside it, so it says nothing to a screen reader.</summary>
public partial class Avatar
{
    /// <summary>Gives the colour.</summary>
    [Parameter, EditorRequired]
    public string Id { get; set; } = string.Empty;

    /// <summary>Gives the initials.</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = string.Empty;

    /// <summary>A picture, if there is one.</summary>
    [Parameter]
    public string? PictureUrl { get; set; }

    /// <summary>The class of the dot at its corner (<c>online</c>, <c>busy</c>, <c>away</c>, <c>gone</c>); null for none.</summary>
    [Parameter]
    public string? Dot { get; set; }

    /// <summary>28 rather than 36 pixels.</summary>
    [Parameter]
    public bool Small { get; set; }

    /// <summary>56 pixels.</summary>
    [Parameter]
    public bool Large { get; set; }

    private string Letters => Initials.Of(Name);

    private int Hue => Initials.Hue(Id);

    private string? SizeClass => Small ? "small" : Large ? "large" : null;
}
