using KefuBlazor.Components.Localization;
using Microsoft.Extensions.Localization;

namespace KefuBlazor.Components.Conversations;

/// <summary>Stands for the rows of the inbox while they are fetched.</summary>
public sealed partial class InboxSkeleton(IStringLocalizer<Texts> texts)
{
    private IStringLocalizer<Texts> L => texts;
}
