using System.Globalization;
using KefuBlazor.Components.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace KefuBlazor.Components.Conversations;

/// <summary>One row of the inbox.</summary>
public sealed partial class InboxItem(IStringLocalizer<Texts> texts)
{
    private InboxRow? _rendered;

    [Parameter, EditorRequired]
    public InboxRow Row { get; set; } = null!;

    private IStringLocalizer<Texts> L => texts;

    private string? Dot => Row.Present switch { true => "online", false => "gone", null => null };

    private string WaitClass => Row.Wait.ToString().ToLowerInvariant();

    private string UnreadText => Row.Unread > 99 ? "99+" : Row.Unread.ToString(CultureInfo.InvariantCulture);

    private string StateClass => (Row.Selected ? "selected " : "") + (Row.Unread > 0 ? "unread " : "") + (Row.Departed ? "departed" : "");

    protected override bool ShouldRender()
    {
        var changed = _rendered != Row;
        _rendered = Row;
        return changed;
    }
}
