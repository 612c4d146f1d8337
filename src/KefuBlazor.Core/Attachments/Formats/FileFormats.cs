namespace KefuBlazor.Core.Attachments.Formats;

/// <summary>
/// The kinds of files that are allowed, each by its extensions and by what its bytes must be. A file is what both say, or it is refused: what the
/// uploader calls its type counts for nothing.
/// </summary>
internal static class FileFormats
{
    /// <summary>Reads a whole file.</summary>
    /// <returns>Null where it is not of this format, or not only of this format.</returns>
    private delegate FileFacts? Reader(ReadOnlySpan<byte> file);

    private static readonly Dictionary<string, Reader> ByExtension = new(StringComparer.OrdinalIgnoreCase)
    {
        [".png"] = PngFormat.Read,
        [".jpg"] = JpegFormat.Read,
        [".jpeg"] = JpegFormat.Read,
        [".gif"] = GifFormat.Read,
        [".webp"] = WebpFormat.Read,
        [".mp4"] = Mp4Format.Read,
        [".m4v"] = Mp4Format.Read,
        [".m4a"] = Mp4Format.Read,
        [".mov"] = Mp4Format.Read,
        [".webm"] = WebmFormat.Read,
        [".weba"] = WebmFormat.Read,
        [".ogg"] = OggFormat.Read,
        [".oga"] = OggFormat.Read,
        [".opus"] = OggFormat.Read,
        [".wav"] = WavFormat.Read,
        [".mp3"] = Mp3Format.Read,
        [".pdf"] = PdfFormat.Read,
        [".txt"] = file => PlainTextFormat.Read(file, "text/plain"),
        [".log"] = file => PlainTextFormat.Read(file, "text/plain"),
        [".csv"] = file => PlainTextFormat.Read(file, "text/csv"),
        [".zip"] = ZipFormat.Read,
        [".docx"] = file => OfficeFormat.Read(file, "word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        [".xlsx"] = file => OfficeFormat.Read(file, "xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        [".pptx"] = file => OfficeFormat.Read(file, "ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
        [".doc"] = file => Starts(file, OldOffice, "application/msword"),
        [".xls"] = file => Starts(file, OldOffice, "application/vnd.ms-excel"),
        [".ppt"] = file => Starts(file, OldOffice, "application/vnd.ms-powerpoint"),
        [".rar"] = file => Starts(file, "Rar!\x1a\x07"u8, "application/vnd.rar"),
        [".7z"] = file => Starts(file, [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], "application/x-7z-compressed"),
    };

    private static ReadOnlySpan<byte> OldOffice => [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

    /// <summary>What a file of this name and these bytes is; null where it is none that is allowed.</summary>
    public static FileFacts? Read(string fileName, ReadOnlySpan<byte> file) =>
        ByExtension.TryGetValue(Path.GetExtension(fileName), out var read) ? read(file) : null;

    // What is only ever downloaded, and opened by a program that looks for itself.
    private static FileFacts? Starts(ReadOnlySpan<byte> file, ReadOnlySpan<byte> magic, string contentType) =>
        file.StartsWith(magic) ? new FileFacts(contentType) : null;
}
