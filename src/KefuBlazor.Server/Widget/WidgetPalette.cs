namespace KefuBlazor.Server.Widget;

/// <summary>
/// The colours that follow from the accent, on one ground. An operator chooses one colour by its looks; that everything can be read is computed,
/// by the contrast that WCAG 2.2 asks for.
/// </summary>
/// <param name="Accent">The button, the customer's own bubbles: as it was chosen.</param>
/// <param name="OnAccent">Words and icons on it, at 4.5:1.</param>
/// <param name="AccentSoft">A tint of the ground.</param>
/// <param name="AccentText">Words, icons and outlines in the accent's hue, at 4.5:1 on the ground and on its tint.</param>
public sealed record WidgetPalette(string Accent, string OnAccent, string AccentSoft, string AccentText)
{
    private const double Readable = 4.5;

    /// <summary>For the surface of the light theme, which the launcher names too.</summary>
    public static WidgetPalette OnLight(string accent) => On(Rgb.Parse("#ffffff"), Rgb.Parse(accent), 0.09);

    /// <summary>For the surface of the dark theme. What would sink into it is lifted until it is seen.</summary>
    public static WidgetPalette OnDark(string accent)
    {
        var ground = Rgb.Parse("#151a25");
        return On(ground, Rgb.Parse(accent).AwayFrom(ground, 5), 0.16);
    }

    private static WidgetPalette On(Rgb ground, Rgb accent, double tint)
    {
        var (white, black) = (Rgb.Parse("#ffffff"), Rgb.Parse("#0b1020"));
        // White as people expect it on a colour, else nearly black, and black for the few in the middle that neither suffices for.
        var written = accent.ContrastWith(white) >= Readable ? white : accent.ContrastWith(black) >= Readable ? black : Rgb.Parse("#000000");
        var soft = ground.Towards(accent, tint);
        return new($"{accent}", $"{written}", $"{soft}", $"{accent.AwayFrom(soft, Readable)}");
    }
}
