using System.Buffers.Binary;

namespace KefuBlazor.Core.Attachments.Formats;

/// <summary>GIF: blocks to the trailer, and nothing behind. Its first bytes are letters, so that a script can be made to look like one.</summary>
internal static class GifFormat
{
    private const int HeaderLength = 13;
    private const byte Extension = 0x21;
    private const byte Picture = 0x2c;
    private const byte Trailer = 0x3b;

    // A side of 8192 and more has a letter for its upper byte: "GIF89a/*" and "GIF89a=1" begin scripts, and no picture of that size is a GIF.
    private const int LongestSide = 8191;

    public static FileFacts? Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < HeaderLength || !(file.StartsWith("GIF87a"u8) || file.StartsWith("GIF89a"u8)) || ForeignContent.HasMarkup(file))
            return null;
        var (width, height) = (BinaryPrimitives.ReadUInt16LittleEndian(file[6..]), BinaryPrimitives.ReadUInt16LittleEndian(file[8..]));
        if (width is 0 or > LongestSide || height is 0 or > LongestSide)
            return null;

        var at = HeaderLength + ColourTable(file[10]);
        while (at < file.Length)
        {
            switch (file[at])
            {
                case Trailer:
                    return at == file.Length - 1 ? new FileFacts("image/gif", width, height) : null;
                case Extension:
                    at = SkipBlocks(file, at + 2, isText: true);
                    break;
                case Picture when at + 10 <= file.Length:
                    at = SkipBlocks(file, at + 10 + ColourTable(file[at + 9]) + 1, isText: false);
                    break;
                default:
                    return null;
            }

            if (at < 0)
                return null;
        }

        return null;
    }

    private static int ColourTable(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);

    /// <summary>Where the blocks end; negative where they do not, or where text in them ends a script's comment.</summary>
    private static int SkipBlocks(ReadOnlySpan<byte> file, int at, bool isText)
    {
        while (at < file.Length)
        {
            var length = file[at];
            if (length == 0)
                return at + 1;
            if (at + 1 + length > file.Length || (isText && file.Slice(at + 1, length).IndexOf("*/"u8) >= 0))
                return -1;
            at += 1 + length;
        }

        return -1;
    }
}
