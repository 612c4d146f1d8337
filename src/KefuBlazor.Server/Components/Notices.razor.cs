using KefuBlazor.Components.Localization;
using Microsoft.Extensions.Localization;

namespace KefuBlazor.Server.Components;

/// <summary>What an interactive page shows when its connection is lost, or when it has failed.</summary>
public sealed partial class Notices(IStringLocalizer<Texts> texts)
{
    private IStringLocalizer<Texts> L => texts;
}
