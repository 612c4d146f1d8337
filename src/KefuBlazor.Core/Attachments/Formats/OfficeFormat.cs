namespace KefuBlazor.Core.Attachments.Formats;

/// <summary>Documents of Office since 2007: archives with a table of contents and a folder of their kind, and without macros.</summary>
internal static class OfficeFormat
{
    public static FileFacts? Read(ReadOnlySpan<byte> file, string folder, string contentType)
    {
        if (ZipFormat.Entries(file) is not { } entries)
            return null;
        var isDocument = entries.Contains("[Content_Types].xml") && entries.Any(name => name.StartsWith(folder, StringComparison.Ordinal));
        var hasMacros = entries.Any(name => name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase));
        return isDocument && !hasMacros ? new FileFacts(contentType) : null;
    }
}
