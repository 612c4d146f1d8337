using static System.Buffers.Binary.BinaryPrimitives;

namespace KefuBlazor.Core.Attachments.Formats;

/// <summary>WAV: its format's bytes a second and the length of its data say how long it plays.</summary>
internal static class WavFormat
{
    public static FileFacts? Read(ReadOnlySpan<byte> file)
    {
        if (!RiffContainer.Open(file, "WAVE"u8) || ForeignContent.HasMarkup(file))
            return null;

        var rest = file[12..];
        uint bytesASecond = 0;
        while (rest.Length >= 8)
        {
            var length = ReadUInt32LittleEndian(rest[4..]);
            if (rest.StartsWith("fmt "u8) && length >= 16 && rest.Length >= 24)
                bytesASecond = ReadUInt32LittleEndian(rest[16..]);
            if (rest.StartsWith("data"u8))
            {
                return bytesASecond > 0 && length <= rest.Length - 8
                    ? new FileFacts("audio/wav", Duration: FileFacts.Plays((double)length / bytesASecond))
                    : null;
            }

            var skip = 8L + length + (length & 1);
            if (skip > rest.Length)
                return null;
            rest = rest[(int)skip..];
        }

        return null;
    }
}
