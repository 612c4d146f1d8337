using Microsoft.AspNetCore.Components;

namespace KefuBlazor.Components.Shared;

/// <summary>The product's mark.</summary>
public partial class BrandMark
{
    /// <summary>Width and height in CSS pixels.</summary>
    [Parameter]
    public int Size { get; set; } = 36;
}
