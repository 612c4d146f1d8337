using System.Buffers.Binary;

namespace KefuBlazor.Core.Attachments.Formats;

/// <summary>How a camera was held.</summary>
internal static class ExifOrientation
{
    private const ushort Tag = 0x0112;
    private const int EntryLength = 12;

    private static ReadOnlySpan<byte> Header => "Exif\0\0"u8;

    /// <summary>Whether the picture is shown with its sides exchanged.</summary>
    public static bool IsTurned(ReadOnlySpan<byte> segment)
    {
        if (!segment.StartsWith(Header))
            return false;
        var tiff = segment[Header.Length..];
        var little = tiff.StartsWith("II"u8);
        if (tiff.Length < 8)
            return false;
        var offset = little ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]);
        if (offset + 2 > tiff.Length)
            return false;

        var entries = tiff[(int)offset..];
        var count = Short(entries, little);
        for (var entry = entries[2..]; count > 0 && entry.Length >= EntryLength; entry = entry[EntryLength..], count--)
        {
            if (Short(entry, little) == Tag)
                return Short(entry[8..], little) is >= 5 and <= 8;
        }

        return false;
    }

    private static ushort Short(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);
}
