using System.Globalization;
using System.Text;

namespace KefuBlazor.Core.Attachments;

/// <summary>What an uploader calls a file, as it is kept and shown.</summary>
internal static class AttachmentNames
{
    private const int Longest = 200;
    private const string Unnamed = "file";

    /// <summary>
    /// The last part of a path, without what shows nothing or turns the direction of writing round: with a right-to-left override <c>gpj.exe</c> would look like a
    /// picture. A name that is too long keeps its end, which says what it is.
    /// </summary>
    public static string Clean(string? name)
    {
        name ??= string.Empty;
        var kept = new StringBuilder();
        foreach (var rune in name.AsSpan(name.AsSpan().LastIndexOfAny('/', '\\') + 1).EnumerateRunes())
        {
            if (rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned))
                kept.Append(rune.ToString());
        }

        var clean = kept.ToString().Trim().TrimEnd('.');
        if (clean.Length > Longest)
            clean = Shorten(clean);
        return clean.Length == 0 || clean.TrimStart('.').Length == 0 ? Unnamed : clean;
    }

    private static string Shorten(string name)
    {
        var extension = Path.GetExtension(name);
        var rest = extension.Length > 16 ? 0 : extension.Length;
        var cut = Longest - rest;
        if (char.IsHighSurrogate(name[cut - 1]))
            cut--;
        return name[..cut] + name[^rest..];
    }
}
