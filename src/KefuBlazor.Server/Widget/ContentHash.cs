using System.Security.Cryptography;

namespace KefuBlazor.Server.Widget;

/// <summary>Names a content: another one has another name.</summary>
internal static class ContentHash
{
    public static string Of(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 16));
}
