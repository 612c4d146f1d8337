using System.Buffers;

namespace KefuBlazor.Core.Attachments.Formats;

/// <summary>Text in any encoding: what has no control characters, or says by its first bytes that it is UTF-16.</summary>
internal static class PlainTextFormat
{
    private static readonly SearchValues<byte> Controls = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(value => (byte)value).Except("\t\n\r\f\x1b"u8.ToArray()), 0x7f]);

    public static FileFacts? Read(ReadOnlySpan<byte> file, string contentType)
    {
        var utf16 = file.Length >= 2 && (file[0], file[1]) is (0xff, 0xfe) or (0xfe, 0xff);
        return utf16 || !file.ContainsAny(Controls) ? new FileFacts(contentType) : null;
    }
}
