using System.Text.RegularExpressions;

namespace KefuBlazor.Server.Widget;

/// <summary>
/// How the widget looks and what it says on one site: under <c>Widget</c> for all of them, and under <c>Widget:Sites:NAME</c> what differs on
/// the site whose script says <c>data-site="NAME"</c>.
/// </summary>
public partial class WidgetSiteOptions
{
    internal const string DefaultColor = "#3b5bdb";

    /// <summary>The most that a launcher may stand off its corner, in CSS pixels.</summary>
    private const int MaxOffset = 400;

    /// <summary>The accent, as <c>#rrggbb</c>. What is written on it and with it is computed so that it can be read. Default <c>#3b5bdb</c>.</summary>
    public string Color { get; set; } = DefaultColor;

    /// <summary>The accent on dark ground, as <c>#rrggbb</c>. Default: <see cref="Color"/>, as much lighter as that ground needs.</summary>
    public string? DarkColor { get; set; }

    /// <summary>Light, dark, or as the customer's system is. Default <see cref="WidgetTheme.Auto"/>.</summary>
    public WidgetTheme Theme { get; set; }

    /// <summary>The side of the window that the button stands on. Default <see cref="WidgetSide.Right"/>.</summary>
    public WidgetSide Side { get; set; }

    /// <summary>How far the button stands from that side, in CSS pixels, 0 to 400. Default 20.</summary>
    public int SideOffset { get; set; } = 20;

    /// <summary>How far the button stands from the lower edge, above a bar of the page's own for example, in CSS pixels, 0 to 400. Default 20.</summary>
    public int BottomOffset { get; set; } = 20;

    /// <summary>Words beside the button's icon, at most 24 characters; <c>Label:zh-CN</c> and <c>Label:en</c>. Default: none.</summary>
    public WidgetText? Label { get; set; }

    /// <summary>Who answers, while nobody in particular does, at most 40 characters. Default: the widget's own words.</summary>
    public WidgetText? Team { get; set; }

    /// <summary>The first line of an empty chat, at most 80 characters. Default: the widget's own words.</summary>
    public WidgetText? Greeting { get; set; }

    /// <summary>The line below it, at most 160 characters. Default: the widget's own words.</summary>
    public WidgetText? Introduction { get; set; }

    /// <summary>
    /// The team's picture, square: a path on this server, as <c>/kehu/team.png</c> for a file put into <c>wwwroot-kehu</c>. Not on another one,
    /// since customers' browsers ask nothing of others. Default: none.
    /// </summary>
    public string? AvatarUrl { get; set; }

    /// <summary>What is wrong, one sentence each.</summary>
    /// <param name="section">Where these settings stand.</param>
    internal IEnumerable<string> LookFaults(string section)
    {
        foreach (var (name, color) in new[] { (nameof(Color), Color), (nameof(DarkColor), DarkColor) })
        {
            if (color is not null && !HexColor().IsMatch(color))
                yield return $"{section}:{name} is '{color}': give a colour as #rrggbb, for example #3b5bdb.";
        }

        foreach (var (name, offset) in new[] { (nameof(SideOffset), SideOffset), (nameof(BottomOffset), BottomOffset) })
        {
            if (offset is < 0 or > MaxOffset)
                yield return $"{section}:{name} is {offset}: give 0 to {MaxOffset} pixels.";
        }

        if (!Enum.IsDefined(Theme))
            yield return $"{section}:{nameof(Theme)} is {Theme}: give Auto, Light or Dark.";
        if (!Enum.IsDefined(Side))
            yield return $"{section}:{nameof(Side)} is {Side}: give Right or Left.";
        if (AvatarUrl is not null && !IsPicture(AvatarUrl))
            yield return $"{section}:{nameof(AvatarUrl)} is '{AvatarUrl}': give a path on this server, as /kehu/team.png.";

        (string Name, WidgetText? Text, int Most)[] texts =
            [(nameof(Label), Label, 24), (nameof(Team), Team, 40), (nameof(Greeting), Greeting, 80), (nameof(Introduction), Introduction, 160)];
        foreach (var (name, text, most) in texts)
        {
            if (text is not null && text.All.Any(words => words.Length > most))
                yield return $"{section}:{name} is too long: give at most {most} characters in each language.";
        }
    }

    private static bool IsPicture(string address) =>
        address.StartsWith('/') && !address.StartsWith("//", StringComparison.Ordinal) && Uri.IsWellFormedUriString(address, UriKind.Relative);

    [GeneratedRegex("^#[0-9A-Fa-f]{6}$")]
    private static partial Regex HexColor();
}
