using System.Security.Cryptography;
using System.Text;

namespace KefuBlazor.Core.Customers;

/// <summary>A site's proof of who its customer is.</summary>
public static class UserHash
{
    private const int HexLength = HMACSHA256.HashSizeInBytes * 2;

    /// <summary>The HMAC-SHA256 of an id, in lower-case hex.</summary>
    /// <param name="externalId">Who the customer is to the site.</param>
    /// <param name="secret">The site's secret, <see cref="CustomerOptions.IdentitySecret"/>.</param>
    public static string Of(string externalId, string secret) => Convert.ToHexStringLower(HashOf(externalId, secret));

    /// <summary>Whether a hash is this id's. How long the answer takes tells nothing of how much of it was right.</summary>
    public static bool IsValid(string externalId, string? hash, string? secret)
    {
        if (string.IsNullOrEmpty(secret) || hash is not { Length: HexLength } || !hash.All(char.IsAsciiHexDigit))
            return false;
        return CryptographicOperations.FixedTimeEquals(Convert.FromHexString(hash), HashOf(externalId, secret));
    }

    private static byte[] HashOf(string externalId, string secret) =>
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(externalId));
}
