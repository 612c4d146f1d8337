using KefuBlazor.Components.Localization;
using Microsoft.Extensions.Localization;

namespace KefuBlazor.Components.Attachments;

/// <summary>A picture over the whole window. The browser opens and closes it by itself: it is rendered once.</summary>
public sealed partial class AttachmentViewer(IStringLocalizer<Texts> texts)
{
    private IStringLocalizer<Texts> L => texts;

    protected override bool ShouldRender() => false;
}
