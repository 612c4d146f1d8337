using System.Globalization;

namespace KefuBlazor.Components.Attachments;

/// <summary>Sizes of files in words.</summary>
public static class FileSize
{
    private const double Kilobyte = 1024;

    /// <summary>"12 KB" or "1.4 MB", the same in both languages.</summary>
    public static string Of(long bytes) => bytes < 1000 * Kilobyte
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, Math.Round(bytes / Kilobyte)):0} KB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / Kilobyte / Kilobyte:0.#} MB");
}
