using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace KefuBlazor.Testing;

/// <summary>Small files of each kind, written here rather than kept: what is in them is what these lines say.</summary>
public static class SampleFiles
{
    private const int Compressible = 6; // PNG's header says 8 bits of RGBA

    /// <summary>A PNG of this size whose pixels are one chunk of nothing in particular.</summary>
    public static byte[] Png(int width, int height, int padding = 0) =>
    [
        0x89, .. "PNG\r\n\x1a\n"u8,
        .. Chunk("IHDR", [.. Big(width), .. Big(height), 8, Compressible, 0, 0, 0]),
        .. Chunk("IDAT", [.. Zlib(new byte[64]), .. new byte[padding]]),
        .. Chunk("IEND", []),
    ];

    /// <summary>A JPEG of this size, turned by its EXIF where that is said.</summary>
    public static byte[] Jpeg(int width, int height, int orientation = 1) =>
    [
        0xff, 0xd8,
        .. Segment(0xe1, [.. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0]),
        .. Segment(0xc0, [8, .. Big16(height), .. Big16(width), 1, 1, 0x11, 0]),
        .. Segment(0xda, [1, 1, 0, 0, 63, 0]),
        0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56,
        0xff, 0xd9,
    ];

    public static byte[] Gif(int width, int height, string? comment = null) =>
    [
        .. "GIF89a"u8, .. Little16(width), .. Little16(height), 0x80, 0, 0, 0, 0, 0, 0xff, 0xff, 0xff,
        .. comment is null ? [] : new byte[] { 0x21, 0xfe, (byte)comment.Length }.Concat(Encoding.ASCII.GetBytes(comment)).Append((byte)0).ToArray(),
        0x2c, 0, 0, 0, 0, .. Little16(width), .. Little16(height), 0, 2, 2, 0x4c, 0x01, 0, 0x3b,
    ];

    public static byte[] Webp(int width, int height) =>
        Riff("WEBP", [.. "VP8X"u8, 10, 0, 0, 0, 0, 0, 0, 0, .. Little(width - 1)[..3], .. Little(height - 1)[..3], .. "VP8L"u8, 4, 0, 0, 0, 0x2f, 0, 0, 0]);

    /// <summary>Silence of this length at 8000 bytes a second.</summary>
    public static byte[] Wav(int milliseconds) => Riff(
        "WAVE",
        [
            .. "fmt "u8, 16, 0, 0, 0, 1, 0, 1, 0, .. Little(8000), .. Little(8000), 1, 0, 8, 0,
            .. "data"u8, .. Little(milliseconds * 8), .. new byte[milliseconds * 8],
        ]);

    public static byte[] OggOpus(int milliseconds) =>
    [
        .. OggPage(0, [.. "OpusHead"u8, 1, 1, 0, 0, 0x80, 0xbb, 0, 0, 0, 0, 0]),
        .. OggPage(milliseconds * 48L, new byte[100]),
    ];

    /// <summary>As browsers record it: of unknown length, the times in its blocks.</summary>
    public static byte[] Webm(int milliseconds, bool film)
    {
        byte[] track = film
            ? [.. Element([0x83], [1]), .. Element([0xe0], [.. Element([0xb0], [0x02, 0x80]), .. Element([0xba], [0x01, 0xe0])])]
            : [.. Element([0x83], [2])];
        return
        [
            .. Element([0x1a, 0x45, 0xdf, 0xa3], [.. Element([0x42, 0x82], "webm"u8)]),
            0x18, 0x53, 0x80, 0x67, 0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
            .. Element([0x15, 0x49, 0xa9, 0x66], [.. Element([0x2a, 0xd7, 0xb1], [0x0f, 0x42, 0x40])]),
            .. Element([0x16, 0x54, 0xae, 0x6b], [.. Element([0xae], track)]),
            0x1f, 0x43, 0xb6, 0x75, 0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
            .. Element([0xe7], Big(milliseconds - 20)),
            .. Element([0xa3], [0x81, 0x00, 20, 0x80, 1, 2, 3]),
        ];
    }

    public static byte[] Mp4(int milliseconds, bool film)
    {
        byte[] movie =
        [
            .. Box("mvhd", [.. new byte[12], .. Big(1000), .. Big(milliseconds), .. new byte[80]]),
            .. Box("trak",
            [
                .. Box("tkhd", [.. new byte[76], .. Big(film ? 640 << 16 : 0), .. Big(film ? 480 << 16 : 0)]),
                .. Box("mdia", Box("hdlr", [.. new byte[8], .. film ? "vide"u8 : "soun"u8, .. new byte[13]])),
            ]),
        ];
        return [.. Box("ftyp", [.. "isom"u8, 0, 0, 0, 0]), .. Box("mdat", new byte[32]), .. Box("moov", movie)];
    }

    /// <summary>Frames of MPEG 1, 128 kbit/s, 44.1 kHz: 26 ms each.</summary>
    public static byte[] Mp3(int frames) =>
        [.. "ID3\x04\0\0\0\0\0\x02"u8, 0, 0, .. Enumerable.Range(0, frames).SelectMany(_ => new byte[] { 0xff, 0xfb, 0x90, 0 }.Concat(new byte[413]))];

    public static byte[] Pdf() => Encoding.ASCII.GetBytes("%PDF-1.4\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n");

    public static byte[] Zip(params string[] names)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in names)
                archive.CreateEntry(name).Open().Dispose();
        }

        return stream.ToArray();
    }

    public static byte[] Docx(params string[] more) => Zip(["[Content_Types].xml", "word/document.xml", .. more]);

    /// <summary>An .exe's beginning.</summary>
    public static byte[] Exe() => [.. "MZ"u8, 0x90, 0, .. new byte[124], .. "PE\0\0"u8];

    private static byte[] Riff(string kind, byte[] body) => [.. "RIFF"u8, .. Little(body.Length + 4), .. Encoding.ASCII.GetBytes(kind), .. body];

    private static byte[] Chunk(string name, byte[] body) => [.. Big(body.Length), .. Encoding.ASCII.GetBytes(name), .. body, 0, 0, 0, 0];

    private static byte[] Segment(byte marker, byte[] body) => [0xff, marker, .. Big16(body.Length + 2), .. body];

    private static byte[] Box(string name, byte[] body) => [.. Big(body.Length + 8), .. Encoding.ASCII.GetBytes(name), .. body];

    private static byte[] Element(byte[] id, ReadOnlySpan<byte> body) => [.. id, 0x08, .. Big(body.Length), .. body];

    private static byte[] OggPage(long samples, byte[] packet)
    {
        var place = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(place, samples);
        return [.. "OggS"u8, 0, 0, .. place, .. new byte[12], 1, (byte)packet.Length, .. packet];
    }

    private static byte[] Zlib(byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest))
            zlib.Write(plain);
        return packed.ToArray();
    }

    private static byte[] Big(int value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];

    private static byte[] Big16(int value) => [(byte)(value >> 8), (byte)value];

    private static byte[] Little(int value) => [(byte)value, (byte)(value >> 8), (byte)(value >> 16), (byte)(value >> 24)];

    private static byte[] Little16(int value) => [(byte)value, (byte)(value >> 8)];
}
