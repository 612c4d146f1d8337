using static System.Buffers.Binary.BinaryPrimitives;

namespace KefuBlazor.Core.Attachments.Formats;

/// <summary>Ogg with Opus or Vorbis: pages to the end. The last page says how many samples there are.</summary>
internal static class OggFormat
{
    private const int HeaderLength = 27;
    private const int OpusRate = 48_000;

    public static FileFacts? Read(ReadOnlySpan<byte> file)
    {
        if (ForeignContent.HasMarkup(file))
            return null;
        var rate = 0u;
        long samples = 0;
        for (var rest = file; !rest.IsEmpty;)
        {
            if (rest.Length < HeaderLength || !rest.StartsWith("OggS"u8))
                return null;
            var segments = rest[26];
            if (rest.Length < HeaderLength + segments)
                return null;
            var body = 0;
            foreach (var length in rest.Slice(HeaderLength, segments))
                body += length;
            var page = HeaderLength + segments + body;
            if (page > rest.Length)
                return null;
            if (rate == 0 && (rate = RateOf(rest[(HeaderLength + segments)..page])) == 0)
                return null;
            samples = Math.Max(samples, ReadInt64LittleEndian(rest[6..]));
            rest = rest[page..];
        }

        return rate == 0 ? null : new FileFacts("audio/ogg", Duration: FileFacts.Plays((double)samples / rate));
    }

    private static uint RateOf(ReadOnlySpan<byte> packet)
    {
        if (packet.StartsWith("OpusHead"u8))
            return OpusRate;
        return packet.StartsWith("\x01vorbis"u8) && packet.Length >= 16 ? ReadUInt32LittleEndian(packet[12..]) : 0;
    }
}
