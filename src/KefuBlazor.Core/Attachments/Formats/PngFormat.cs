using static System.Buffers.Binary.BinaryPrimitives;

namespace KefuBlazor.Core.Attachments.Formats;

/// <summary>PNG: chunks from IHDR to IEND, and nothing behind.</summary>
internal static class PngFormat
{
    private const int ChunkOverhead = 12; // length, type, checksum

    private static ReadOnlySpan<byte> Magic => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a];

    public static FileFacts? Read(ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith(Magic) || ForeignContent.HasMarkup(file))
            return null;

        var rest = file[Magic.Length..];
        if (rest.Length < ChunkOverhead + 13 || ReadUInt32BigEndian(rest) != 13 || !rest[4..].StartsWith("IHDR"u8))
            return null;
        var (width, height) = (ReadInt32BigEndian(rest[8..]), ReadInt32BigEndian(rest[12..]));
        if (width <= 0 || height <= 0)
            return null;

        while (rest.Length >= ChunkOverhead)
        {
            var length = (long)ReadUInt32BigEndian(rest) + ChunkOverhead;
            if (length > rest.Length)
                return null;
            if (rest[4..].StartsWith("IEND"u8))
                return length == ChunkOverhead && rest.Length == ChunkOverhead ? new FileFacts("image/png", width, height) : null;
            rest = rest[(int)length..];
        }

        return null;
    }
}
