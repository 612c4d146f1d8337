using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace KefuBlazor.Core;

/// <summary>Secrets that customers and agents are known by. Only their hashes are kept: who reads the database learns no secret.</summary>
internal static class SecretToken
{
    private const int RandomBytes = 32;

    /// <summary>A new secret of 256 random bits, in characters that fit a URL, a header and a WebSocket subprotocol.</summary>
    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));

    /// <summary>
    /// SHA-256 of a secret. A slow hash is for passwords, which can be guessed; 256 random bits cannot, and a lookup by the hash leaks nothing
    /// by its time.
    /// </summary>
    public static string Hash(string token) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
