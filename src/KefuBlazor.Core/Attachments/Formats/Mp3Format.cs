namespace KefuBlazor.Core.Attachments.Formats;

/// <summary>MP3: perhaps an ID3 tag, then frames, whose lengths follow from their headers.</summary>
internal static class Mp3Format
{
    private const int FramesToBelieve = 3;

    private static readonly int[] BitRates1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
    private static readonly int[] BitRates2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
    private static readonly int[] SampleRates = [44100, 48000, 32000];

    public static FileFacts? Read(ReadOnlySpan<byte> file)
    {
        if (ForeignContent.HasMarkup(file))
            return null;
        var frames = 0;
        var duration = 0.0;
        for (var rest = file[TagLength(file)..]; FrameOf(rest) is { } frame; rest = rest[Math.Min(frame.Length, rest.Length)..])
        {
            frames++;
            duration += frame.Seconds;
        }

        return frames >= FramesToBelieve ? new FileFacts("audio/mpeg", Duration: FileFacts.Plays(duration)) : null;
    }

    private static int TagLength(ReadOnlySpan<byte> file)
    {
        if (file.Length < 10 || !file.StartsWith("ID3"u8))
            return 0;
        var length = 10 + ((file[6] & 0x7f) << 21 | (file[7] & 0x7f) << 14 | (file[8] & 0x7f) << 7 | file[9] & 0x7f);
        return Math.Min(length, file.Length);
    }

    private static (int Length, double Seconds)? FrameOf(ReadOnlySpan<byte> file)
    {
        if (file.Length < 4 || file[0] != 0xff || (file[1] & 0xe6) != 0xe2) // 11 bits of sync, layer III
            return null;
        var version = (file[1] >> 3) & 3; // 3 is MPEG 1, 2 is MPEG 2, 0 is MPEG 2.5
        var (bitRate, sampleRate) = (file[2] >> 4, (file[2] >> 2) & 3);
        if (version == 1 || bitRate is 0 or 15 || sampleRate == 3)
            return null;
        var rate = SampleRates[sampleRate] >> (version switch { 3 => 0, 2 => 1, _ => 2 });
        var bits = (version == 3 ? BitRates1 : BitRates2)[bitRate] * 1000;
        var samples = version == 3 ? 1152 : 576;
        return (samples / 8 * bits / rate + ((file[2] >> 1) & 1), (double)samples / rate);
    }
}
