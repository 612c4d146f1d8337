using System.Globalization;

namespace KefuBlazor.Server.Widget;

/// <summary>A colour of the sRGB space, its parts from 0 to 1.</summary>
internal readonly record struct Rgb(double Red, double Green, double Blue)
{
    // Fine enough that no step is seen.
    private const double Step = 0.02;

    /// <summary>From <c>#rrggbb</c>.</summary>
    public static Rgb Parse(string hex)
    {
        var number = int.Parse(hex.AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return new((number >> 16) / 255.0, (number >> 8 & 0xff) / 255.0, (number & 0xff) / 255.0);
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"#{Part(Red):x2}{Part(Green):x2}{Part(Blue):x2}");

    /// <summary>WCAG's ratio, 1 to 21.</summary>
    public double ContrastWith(Rgb other)
    {
        var (one, two) = (Luminance, other.Luminance);
        return (Math.Max(one, two) + 0.05) / (Math.Min(one, two) + 0.05);
    }

    /// <summary>Mixed with another colour, of which it takes this share.</summary>
    public Rgb Towards(Rgb other, double share) =>
        new(Red + ((other.Red - Red) * share), Green + ((other.Green - Green) * share), Blue + ((other.Blue - Blue) * share));

    /// <summary>The same hue, as much darker on light ground and lighter on dark as the contrast needs.</summary>
    public Rgb AwayFrom(Rgb ground, double contrast)
    {
        var end = ground.Luminance > 0.18 ? new Rgb(0, 0, 0) : new Rgb(1, 1, 1);
        var color = Parse($"{this}");
        for (var share = Step; color.ContrastWith(ground) < contrast && share <= 1; share += Step)
            color = Parse($"{Towards(end, share)}");
        return color;
    }

    private double Luminance => (0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue));

    private static double Linear(double part) => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);

    private static int Part(double part) => (int)Math.Round(part * 255);
}
