using static System.Buffers.Binary.BinaryPrimitives;

namespace KefuBlazor.Core.Attachments.Formats;

/// <summary>
/// WebM, as browsers record it: EBML elements to the end. A live recording does not say how long it is, so that the times of its blocks do.
/// </summary>
internal ref struct WebmFormat
{
    private const uint Ebml = 0x1a45dfa3;
    private const uint DocType = 0x4282;
    private const uint Segment = 0x18538067;
    private const uint Info = 0x1549a966;
    private const uint TimeScale = 0x2ad7b1;
    private const uint Duration = 0x4489;
    private const uint Tracks = 0x1654ae6b;
    private const uint TrackEntry = 0xae;
    private const uint TrackType = 0x83;
    private const uint Video = 0xe0;
    private const uint PixelWidth = 0xb0;
    private const uint PixelHeight = 0xba;
    private const uint Cluster = 0x1f43b675;
    private const uint ClusterTime = 0xe7;
    private const uint SimpleBlock = 0xa3;
    private const uint BlockGroup = 0xa0;
    private const uint Block = 0xa1;

    private bool _isWebm;
    private bool _hasFilm;
    private bool _hasSound;
    private int _width;
    private int _height;
    private ulong _scale;
    private double _said;
    private long _clusterTime;
    private long _lastTime;

    public static FileFacts? Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < 4 || ReadUInt32BigEndian(file) != Ebml || ForeignContent.HasMarkup(file))
            return null;
        var format = new WebmFormat { _scale = 1_000_000 };
        if (!format.Walk(file) || !format._isWebm)
            return null;

        var duration = FileFacts.Plays(Math.Max(format._said, format._lastTime) * format._scale / 1e9);
        if (format._hasFilm)
            return new FileFacts("video/webm", format._width > 0 ? format._width : null, format._height > 0 ? format._height : null, duration);
        return format._hasSound ? new FileFacts("audio/webm", Duration: duration) : null;
    }

    /// <summary>
    /// Goes through elements one after another and into those that hold others, without minding where these end: that is how live recordings are
    /// written, whose ends nobody knew.
    /// </summary>
    private bool Walk(ReadOnlySpan<byte> rest)
    {
        while (!rest.IsEmpty)
        {
            if (!TryRead(ref rest, keepMark: true, out var id) || !TryRead(ref rest, keepMark: false, out var length))
                return false;
            if (id is Ebml or Segment or Info or Tracks or TrackEntry or Video or Cluster or BlockGroup)
                continue;
            if (length > (ulong)rest.Length)
                return false;
            Take((uint)id, rest[..(int)length]);
            rest = rest[(int)length..];
        }

        return true;
    }

    private void Take(uint id, ReadOnlySpan<byte> body)
    {
        switch (id)
        {
            case DocType:
                _isWebm = body.SequenceEqual("webm"u8);
                break;
            case TimeScale:
                _scale = Number(body);
                break;
            case Duration:
                _said = body.Length == 8 ? ReadDoubleBigEndian(body) : body.Length == 4 ? ReadSingleBigEndian(body) : 0;
                break;
            case TrackType:
                _hasFilm |= Number(body) == 1;
                _hasSound |= Number(body) == 2;
                break;
            case PixelWidth:
                _width = (int)Math.Min(int.MaxValue, Number(body));
                break;
            case PixelHeight:
                _height = (int)Math.Min(int.MaxValue, Number(body));
                break;
            case ClusterTime:
                _clusterTime = (long)Math.Min(long.MaxValue / 2, Number(body));
                break;
            case SimpleBlock or Block when TryRead(ref body, keepMark: false, out _) && body.Length >= 2:
                _lastTime = Math.Max(_lastTime, _clusterTime + ReadInt16BigEndian(body));
                break;
        }
    }

    /// <summary>A number of EBML's own kind: the zeros before the first bit say how many bytes it has.</summary>
    private static bool TryRead(ref ReadOnlySpan<byte> rest, bool keepMark, out ulong value)
    {
        value = 0;
        if (rest.IsEmpty || rest[0] == 0)
            return false;
        var length = System.Numerics.BitOperations.LeadingZeroCount((uint)rest[0]) - 23;
        if (length > rest.Length || (keepMark && length > 4))
            return false;
        value = keepMark ? rest[0] : (ulong)(rest[0] & (0xff >> length));
        foreach (var next in rest[1..length])
            value = value << 8 | next;
        rest = rest[length..];
        return true;
    }

    private static ulong Number(ReadOnlySpan<byte> bytes)
    {
        ulong value = 0;
        foreach (var next in bytes)
            value = value << 8 | next;
        return value;
    }
}
