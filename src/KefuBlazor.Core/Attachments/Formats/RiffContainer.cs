using System.Buffers.Binary;

namespace KefuBlazor.Core.Attachments.Formats;

/// <summary>RIFF, which WebP and WAV are made of.</summary>
internal static class RiffContainer
{
    /// <summary>Whether the file is one container of this kind, whole and with nothing behind.</summary>
    public static bool Open(ReadOnlySpan<byte> file, ReadOnlySpan<byte> kind)
    {
        if (file.Length < 20 || !file.StartsWith("RIFF"u8) || !file[8..].StartsWith(kind))
            return false;
        var length = 8L + BinaryPrimitives.ReadUInt32LittleEndian(file[4..]);
        return length + (length & 1) == file.Length || length == file.Length;
    }
}
