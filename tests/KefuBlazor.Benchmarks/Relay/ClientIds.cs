using System.Globalization;

namespace KefuBlazor.Benchmarks.Relay;

/// <summary>Names of texts as the widget makes them: the time in milliseconds and six random bytes, in hexadecimal.</summary>
internal static class ClientIds
{
    public const int Length = 24;

    private const int RandomBits = 48;

    /// <summary>Writes the next one.</summary>
    public static void Next(Span<byte> utf8)
    {
        var time = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        time.TryFormat(utf8[..12], out _, "x12", CultureInfo.InvariantCulture);
        Random.Shared.NextInt64(1L << RandomBits).TryFormat(utf8[12..], out _, "x12", CultureInfo.InvariantCulture);
    }
}
