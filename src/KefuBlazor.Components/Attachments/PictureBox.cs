namespace KefuBlazor.Components.Attachments;

/// <summary>The size in which a picture or a video stands in the log, in CSS pixels: known before it is loaded, so that nothing jumps.</summary>
public readonly record struct PictureBox(int Width, int Height)
{
    private const int Widest = 320;
    private const int Highest = 320;
    private const int Narrowest = 96;
    private const int Lowest = 64;

    /// <summary>What a film gets that does not say its size.</summary>
    private static readonly PictureBox Unknown = new(Widest, 180);

    /// <param name="width">The picture's own, in pixels; null where it is not known.</param>
    /// <param name="height">The picture's own, in pixels.</param>
    public static PictureBox Of(int? width, int? height)
    {
        if (width is not > 0 || height is not > 0)
            return Unknown;

        var scale = Math.Min(1, Math.Min((double)Widest / width.Value, (double)Highest / height.Value));
        return new PictureBox(
            Math.Max(Narrowest, (int)Math.Round(width.Value * scale)), Math.Max(Lowest, (int)Math.Round(height.Value * scale)));
    }
}
