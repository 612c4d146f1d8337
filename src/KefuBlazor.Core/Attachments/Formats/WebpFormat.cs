using static System.Buffers.Binary.BinaryPrimitives;

namespace KefuBlazor.Core.Attachments.Formats;

/// <summary>WebP: one RIFF container that is as long as the file.</summary>
internal static class WebpFormat
{
    public static FileFacts? Read(ReadOnlySpan<byte> file)
    {
        if (!RiffContainer.Open(file, "WEBP"u8) || file.Length < 30 || ForeignContent.HasMarkup(file))
            return null;

        var body = file[20..];
        var size = file[12..16] switch
        {
            var name when name.SequenceEqual("VP8X"u8) => (1 + UInt24(body[4..]), 1 + UInt24(body[7..])),
            var name when name.SequenceEqual("VP8 "u8) && body[3] == 0x9d && body[4] == 0x01 && body[5] == 0x2a =>
                (ReadUInt16LittleEndian(body[6..]) & 0x3fff, ReadUInt16LittleEndian(body[8..]) & 0x3fff),
            var name when name.SequenceEqual("VP8L"u8) && body[0] == 0x2f => Lossless(ReadUInt32LittleEndian(body[1..])),
            _ => (0, 0),
        };
        return size is { Item1: > 0, Item2: > 0 } ? new FileFacts("image/webp", size.Item1, size.Item2) : null;
    }

    private static (int Width, int Height) Lossless(uint bits) => (1 + (int)(bits & 0x3fff), 1 + (int)((bits >> 14) & 0x3fff));

    private static int UInt24(ReadOnlySpan<byte> bytes) => bytes[0] | bytes[1] << 8 | bytes[2] << 16;
}
