using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace KefuBlazor.Benchmarks.Circuits;

/// <summary>What tells a text from all others wherever it is shown: whose it is, and which of theirs.</summary>
internal static class Stamp
{
    /// <summary>How many characters it has, all ASCII: <c>~0042.000017~</c>.</summary>
    public const int Length = 13;

    private const byte Edge = (byte)'~';

    public static string Write(int customer, int number) => string.Create(CultureInfo.InvariantCulture, $"~{customer:0000}.{number:000000}~");

    /// <summary>Finds the next one.</summary>
    /// <param name="utf8">Where to look; afterwards what follows it.</param>
    /// <param name="stamp">Whose, and which.</param>
    public static bool TryTake(ref ReadOnlySpan<byte> utf8, out (int Customer, int Number) stamp)
    {
        while (utf8.IndexOf(Edge) is >= 0 and var at)
        {
            utf8 = utf8[at..];
            if (TryRead(utf8, out stamp))
            {
                utf8 = utf8[Length..];
                return true;
            }

            utf8 = utf8[1..];
        }

        stamp = default;
        return false;
    }

    private static bool TryRead(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out (int Customer, int Number) stamp)
    {
        stamp = default;
        if (utf8.Length < Length || utf8[5] != (byte)'.' || utf8[Length - 1] != Edge
            || !Utf8Parser.TryParse(utf8[1..5], out int customer, out var first) || first != 4
            || !Utf8Parser.TryParse(utf8[6..12], out int number, out var second) || second != 6)
        {
            return false;
        }

        stamp = (customer, number);
        return true;
    }
}
