using KefuBlazor.Components.Localization;
using Microsoft.Extensions.Localization;

namespace KefuBlazor.Components.Messages;

/// <summary>Stands for messages while they are fetched.</summary>
public sealed partial class MessageSkeleton(IStringLocalizer<Texts> texts)
{
    private IStringLocalizer<Texts> L => texts;
}
