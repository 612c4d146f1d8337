using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using KefuBlazor.Core.Conversations;

namespace KefuBlazor.Core.Attachments;

/// <summary>
/// Who a link is for and until when: one byte which side, four bytes the hour since 1970 at which it ends, the reader's id, and 16 bytes of
/// HMAC-SHA256 over these by the attachment's own key. There is no key that opens more than one attachment.
/// </summary>
internal static class AttachmentSignature
{
    private const int MacLength = 16;
    private const int HeadLength = 5;
    private const int Longest = 512;

    public static string Sign(Attachment attachment, Participant reader, DateTimeOffset ends)
    {
        var id = Encoding.UTF8.GetByteCount(reader.Id);
        Span<byte> signed = new byte[HeadLength + id + MacLength];
        signed[0] = (byte)reader.Type;
        BinaryPrimitives.WriteInt32BigEndian(signed[1..], (int)(ends.ToUnixTimeSeconds() / 3600));
        Encoding.UTF8.GetBytes(reader.Id, signed[HeadLength..]);
        Mac(attachment, signed[..^MacLength], signed[^MacLength..]);
        return Base64Url.EncodeToString(signed);
    }

    /// <summary>Who the link was made for; null where it is not of this attachment, was changed, or has ended.</summary>
    public static (ParticipantType Type, string Id)? Read(Attachment attachment, string signature, DateTimeOffset now)
    {
        if (signature.Length > Longest || !Base64Url.IsValid(signature))
            return null;
        var signed = Base64Url.DecodeFromChars(signature).AsSpan();
        if (signed.Length <= HeadLength + MacLength)
            return null;

        Span<byte> mac = stackalloc byte[MacLength];
        Mac(attachment, signed[..^MacLength], mac);
        if (!CryptographicOperations.FixedTimeEquals(mac, signed[^MacLength..]))
            return null;
        if (BinaryPrimitives.ReadInt32BigEndian(signed[1..]) * 3600L <= now.ToUnixTimeSeconds())
            return null;
        return ((ParticipantType)signed[0], Encoding.UTF8.GetString(signed[HeadLength..^MacLength]));
    }

    private static void Mac(Attachment attachment, ReadOnlySpan<byte> said, Span<byte> mac)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Encoding.ASCII.GetBytes(attachment.Key), said, hash);
        hash[..MacLength].CopyTo(mac);
    }
}
