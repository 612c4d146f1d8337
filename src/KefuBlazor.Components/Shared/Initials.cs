using System.Globalization;

namespace KefuBlazor.Components.Shared;

/// <summary>What stands in an avatar without a picture.</summary>
public static class Initials
{
    /// <summary>
    /// Two signs at most: the last two of a Chinese name, the first letters of a name in Latin script, and of "visitor 8A3F" what tells it
    /// from the others.
    /// </summary>
    public static string Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length == 0)
            return "?";

        var last = words[^1];
        if (words.Length > 1 && last.Any(char.IsAsciiDigit))
            return Elements(last, 0, 2);

        if (!char.IsAsciiLetterOrDigit(last[0]))
            return Elements(last, Math.Max(0, new StringInfo(last).LengthInTextElements - 2), 2);

        return words.Length == 1 ? Elements(last, 0, 1) : Elements(words[0], 0, 1) + Elements(last, 0, 1);
    }

    /// <summary>A number from 0 to 7 that is always the same for the same id: the colour of the avatar.</summary>
    public static int Hue(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return (int)(id.Aggregate(17u, (hash, sign) => (hash * 31) + sign) % 8);
    }

    private static string Elements(string text, int start, int count)
    {
        var info = new StringInfo(text);
        return info.SubstringByTextElements(start, Math.Min(count, info.LengthInTextElements - start)).ToUpperInvariant();
    }
}
