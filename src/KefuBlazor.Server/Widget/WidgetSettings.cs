using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace KefuBlazor.Server.Widget;

/// <summary>
/// What the widget is told of the settings: public, and so nothing that not everybody may know. It stands in the launcher as that is served,
/// and is the answer of <c>GET /api/kehu/config</c>.
/// </summary>
public sealed record WidgetSettings
{
    private const string DefaultDarkColor = "#748ffc";

    /// <summary>Light, dark, or as the customer's system is.</summary>
    public required WidgetTheme Theme { get; init; }

    /// <summary>The accent's colours on light ground.</summary>
    public required WidgetPalette Light { get; init; }

    /// <summary>The accent's colours on dark ground.</summary>
    public required WidgetPalette Dark { get; init; }

    /// <summary>The side of the window that the button stands on.</summary>
    public required WidgetSide Side { get; init; }

    /// <summary>How far the button stands from that side, in CSS pixels.</summary>
    public required int SideOffset { get; init; }

    /// <summary>How far the button stands from the lower edge, in CSS pixels.</summary>
    public required int BottomOffset { get; init; }

    /// <summary>Words beside the button's icon.</summary>
    public WidgetText? Label { get; init; }

    /// <summary>Who answers, while nobody in particular does.</summary>
    public WidgetText? Team { get; init; }

    /// <summary>The first line of an empty chat.</summary>
    public WidgetText? Greeting { get; init; }

    /// <summary>The line below it.</summary>
    public WidgetText? Introduction { get; init; }

    /// <summary>The team's picture: a path on this server.</summary>
    public string? AvatarUrl { get; init; }

    /// <summary>What is asked before the first message.</summary>
    public PreChatForm? PreChat { get; init; }

    /// <summary>After how long in the queue a message may be left instead; 0: not by time.</summary>
    public int LeaveMessageAfterSeconds { get; init; }

    /// <summary>For how long after its end the customer's next text opens the same conversation again, unasked; 0: never.</summary>
    public int ReopenWithinSeconds { get; init; }

    /// <summary>Whether agents see what the customer has not sent yet, of which the customer is told.</summary>
    public bool TypingPreview { get; init; }

    /// <summary>What a site's settings come to.</summary>
    public static WidgetSettings Of(WidgetSiteOptions site) => new()
    {
        Theme = site.Theme,
        Light = WidgetPalette.OnLight(site.Color),
        Dark = WidgetPalette.OnDark(site.DarkColor ?? (site.Color == WidgetSiteOptions.DefaultColor ? DefaultDarkColor : site.Color)),
        Side = site.Side,
        SideOffset = site.SideOffset,
        BottomOffset = site.BottomOffset,
        Label = site.Label?.InBoth(),
        Team = site.Team?.InBoth(),
        Greeting = site.Greeting?.InBoth(),
        Introduction = site.Introduction?.InBoth(),
        AvatarUrl = site.AvatarUrl,
    };
}

/// <summary>The settings as they travel.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(WidgetSettings))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, WidgetSettings>))]
internal sealed partial class WidgetJson : JsonSerializerContext
{
    /// <summary>With 中文 as it is, since neither a script of its own nor an answer of JSON is HTML.</summary>
    public static WidgetJson Readable =>
        field ??= new WidgetJson(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
