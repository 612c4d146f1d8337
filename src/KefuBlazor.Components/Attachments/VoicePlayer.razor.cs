using System.Globalization;
using KefuBlazor.Components.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace KefuBlazor.Components.Attachments;

/// <summary>
/// Plays a voice message. The browser alone plays: from here it is rendered once and never again, so that a circuit that comes and goes
/// silences nobody.
/// </summary>
public sealed partial class VoicePlayer(IStringLocalizer<Texts> texts)
{
    /// <summary>Where the sound is.</summary>
    [Parameter, EditorRequired]
    public string Address { get; set; } = string.Empty;

    /// <summary>Its length in milliseconds; null where the file does not say.</summary>
    [Parameter]
    public int? DurationMs { get; set; }

    private IStringLocalizer<Texts> L => texts;

    private string Length => DurationMs is { } length
        ? TimeSpan.FromMilliseconds(length).ToString(@"m\:ss", CultureInfo.InvariantCulture)
        : string.Empty;

    protected override bool ShouldRender() => false;
}
