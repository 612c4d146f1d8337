using System.IO.Compression;

namespace KefuBlazor.Core.Attachments.Formats;

/// <summary>ZIP: from the first byte, with a directory that can be read. Nothing is unpacked.</summary>
internal static class ZipFormat
{
    public static FileFacts? Read(ReadOnlySpan<byte> file) => Entries(file) is null ? null : new FileFacts("application/zip");

    /// <summary>The names in it; null where it is no archive.</summary>
    public static IReadOnlyList<string>? Entries(ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith("PK\x03\x04"u8))
            return null;
        try
        {
            using var archive = new ZipArchive(new MemoryStream(file.ToArray(), writable: false), ZipArchiveMode.Read);
            return [.. archive.Entries.Select(entry => entry.FullName)];
        }
        catch (Exception exception) when (exception is InvalidDataException or ArgumentException or IOException or NotSupportedException)
        {
            return null;
        }
    }
}
