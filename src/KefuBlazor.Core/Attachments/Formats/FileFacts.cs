namespace KefuBlazor.Core.Attachments.Formats;

/// <summary>What a file's own bytes say of it.</summary>
/// <param name="ContentType">What it is.</param>
/// <param name="Width">In pixels, as shown.</param>
/// <param name="Height">In pixels, as shown.</param>
/// <param name="Duration">How long it plays.</param>
internal sealed record FileFacts(string ContentType, int? Width = null, int? Height = null, TimeSpan? Duration = null)
{
    /// <summary>How many pixels it has; 0 where it says nothing of them.</summary>
    public long Pixels => (long)(Width ?? 0) * (Height ?? 0);

    /// <summary>How long it plays, as far as that can be believed.</summary>
    public static TimeSpan? Plays(double seconds) => seconds is > 0 and < 86_400 ? TimeSpan.FromSeconds(seconds) : null;
}
