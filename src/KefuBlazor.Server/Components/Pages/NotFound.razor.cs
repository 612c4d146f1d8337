using KefuBlazor.Components.Localization;
using Microsoft.Extensions.Localization;

namespace KefuBlazor.Server.Components.Pages;

/// <summary>For addresses that lead nowhere.</summary>
public sealed partial class NotFound(IStringLocalizer<Texts> texts)
{
    private IStringLocalizer<Texts> L => texts;
}
