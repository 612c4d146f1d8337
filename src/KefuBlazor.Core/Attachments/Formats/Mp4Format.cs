using static System.Buffers.Binary.BinaryPrimitives;

namespace KefuBlazor.Core.Attachments.Formats;

/// <summary>MP4 and QuickTime: boxes to the end, the first of them <c>ftyp</c>. Whether it is a film or only sound, its tracks say.</summary>
internal ref struct Mp4Format
{
    private const int BoxHeader = 8;
    private const int DeepestBox = 8;

    private bool _hasFilm;
    private bool _hasSound;
    private int _width;
    private int _height;
    private TimeSpan? _duration;

    public static FileFacts? Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < 16 || !file[4..].StartsWith("ftyp"u8) || ForeignContent.HasMarkup(file))
            return null;
        var format = default(Mp4Format);
        if (!format.Walk(file, depth: 0))
            return null;
        var isQuickTime = file[8..].StartsWith("qt  "u8);
        if (format._hasFilm)
        {
            return new FileFacts(
                isQuickTime ? "video/quicktime" : "video/mp4",
                format._width > 0 ? format._width : null,
                format._height > 0 ? format._height : null,
                format._duration);
        }

        return format._hasSound ? new FileFacts("audio/mp4", Duration: format._duration) : null;
    }

    private bool Walk(ReadOnlySpan<byte> boxes, int depth)
    {
        while (!boxes.IsEmpty)
        {
            if (boxes.Length < BoxHeader || depth > DeepestBox)
                return false;
            ulong length = ReadUInt32BigEndian(boxes);
            var header = BoxHeader;
            if (length == 1 && boxes.Length >= 16)
                (length, header) = (ReadUInt64BigEndian(boxes[8..]), 16);
            else if (length == 0)
                length = (ulong)boxes.Length; // to the end
            if (length < (ulong)header || length > (ulong)boxes.Length)
                return false;
            if (!Take(boxes[4..8], boxes[header..(int)length], depth))
                return false;
            boxes = boxes[(int)length..];
        }

        return true;
    }

    private bool Take(ReadOnlySpan<byte> name, ReadOnlySpan<byte> body, int depth)
    {
        if (name.SequenceEqual("moov"u8) || name.SequenceEqual("trak"u8) || name.SequenceEqual("mdia"u8))
            return Walk(body, depth + 1);
        if (name.SequenceEqual("mvhd"u8))
            _duration = DurationOf(body);
        else if (name.SequenceEqual("hdlr"u8) && body.Length >= 12)
        {
            _hasFilm |= body[8..].StartsWith("vide"u8);
            _hasSound |= body[8..].StartsWith("soun"u8);
        }
        else if (name.SequenceEqual("tkhd"u8) && body.Length >= 8)
        {
            // The last two members, in 16.16; a sound has zeros there.
            var size = body[^8..];
            _width = Math.Max(_width, ReadInt32BigEndian(size) >> 16);
            _height = Math.Max(_height, ReadInt32BigEndian(size[4..]) >> 16);
        }

        return true;
    }

    private static TimeSpan? DurationOf(ReadOnlySpan<byte> header)
    {
        if (header.Length < 32)
            return null;
        var (scale, length) = header[0] == 1
            ? (ReadUInt32BigEndian(header[20..]), ReadUInt64BigEndian(header[24..]))
            : (ReadUInt32BigEndian(header[12..]), ReadUInt32BigEndian(header[16..]));

        // What was recorded live does not know yet.
        return FileFacts.Plays((double)length / scale);
    }
}
