using KefuBlazor.Components.Localization;
using Microsoft.Extensions.Localization;

namespace KefuBlazor.Server.Components.Pages;

/// <summary>Says what this is, and leads to its parts.</summary>
public sealed partial class Home(IStringLocalizer<Texts> texts)
{
    private IStringLocalizer<Texts> L => texts;
}
