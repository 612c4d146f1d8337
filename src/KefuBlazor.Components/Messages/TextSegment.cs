using System.Text.RegularExpressions;

namespace KefuBlazor.Components.Messages;

/// <summary>A piece of a message's text.</summary>
/// <param name="Text">As it was written.</param>
/// <param name="Link">Where it leads, where it is an http or https address; else null.</param>
public sealed partial record TextSegment(string Text, string? Link)
{
    private const string Trailing = ".,:;!?'\")]}*_";

    /// <summary>Cuts a text at its links. The pieces make up the whole text.</summary>
    public static IReadOnlyList<TextSegment> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var segments = new List<TextSegment>();
        var end = 0;
        foreach (var match in Address().EnumerateMatches(text))
        {
            var address = text.AsSpan(match.Index, match.Length).TrimEnd(Trailing).ToString();
            if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
                continue;

            if (match.Index > end)
                segments.Add(new TextSegment(text[end..match.Index], null));

            segments.Add(new TextSegment(address, uri.AbsoluteUri));
            end = match.Index + address.Length;
        }

        if (end < text.Length)
            segments.Add(new TextSegment(text[end..], null));

        return segments;
    }

    // ASCII only: Chinese text goes on right behind an address, without a space.
    [GeneratedRegex(@"\bhttps?://[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
