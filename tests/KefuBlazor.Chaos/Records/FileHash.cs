using System.Security.Cryptography;

namespace KefuBlazor.Chaos.Records;

/// <summary>What a file is compared by.</summary>
internal static class FileHash
{
    /// <summary>Null where there is no file.</summary>
    public static string? Of(byte[]? file) => file is null ? null : Convert.ToHexString(SHA256.HashData(file));
}
