using static System.Buffers.Binary.BinaryPrimitives;

namespace KefuBlazor.Core.Attachments.Formats;

/// <summary>JPEG: segments from SOI to EOI. Cameras put more behind, such as a depth map or a short film; another kind of file must not be there.</summary>
internal static class JpegFormat
{
    private const byte Start = 0xd8;
    private const byte End = 0xd9;
    private const byte Scan = 0xda;
    private const byte Exif = 0xe1;

    public static FileFacts? Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < 4 || file[0] != 0xff || file[1] != Start || ForeignContent.HasMarkup(file))
            return null;

        (int Width, int Height)? size = null;
        var turned = false;
        var at = 2;
        while (at + 4 <= file.Length && file[at] == 0xff)
        {
            var marker = file[at + 1];
            if (marker == 0xff)
            {
                at++; // padding
                continue;
            }

            var length = ReadUInt16BigEndian(file[(at + 2)..]);
            if (length < 2 || at + 2 + length > file.Length)
                return null;
            var body = file.Slice(at + 4, length - 2);
            if (IsFrame(marker) && body.Length >= 5)
                size ??= (ReadUInt16BigEndian(body[3..]), ReadUInt16BigEndian(body[1..]));
            else if (marker == Exif)
                turned |= ExifOrientation.IsTurned(body);
            at += 2 + length;
            if (marker == Scan && (at = SkipScan(file, at)) < 0)
                return null;
            if (at + 2 <= file.Length && file[at] == 0xff && file[at + 1] == End)
                return size is { Width: > 0, Height: > 0 } found && !ForeignContent.HasFile(file[(at + 2)..]) ? Facts(found, turned) : null;
        }

        return null;
    }

    private static FileFacts Facts((int Width, int Height) size, bool turned) => turned
        ? new FileFacts("image/jpeg", size.Height, size.Width)
        : new FileFacts("image/jpeg", size.Width, size.Height);

    /// <summary>Whether a segment says how large the picture is.</summary>
    private static bool IsFrame(byte marker) => marker is >= 0xc0 and <= 0xcf and not 0xc4 and not 0xc8 and not 0xcc;

    /// <summary>Where the next marker stands behind the pixels of a scan; negative where there is none.</summary>
    private static int SkipScan(ReadOnlySpan<byte> file, int at)
    {
        while (true)
        {
            var next = file[at..].IndexOf((byte)0xff);
            if (next < 0 || at + next + 1 >= file.Length)
                return -1;
            at += next;
            if (file[at + 1] is not 0x00 and not (>= 0xd0 and <= 0xd7))
                return at;
            at += 2; // a stuffed 0xff, or a restart
        }
    }
}
