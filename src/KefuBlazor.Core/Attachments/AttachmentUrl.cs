using System.Buffers;

namespace KefuBlazor.Core.Attachments;

/// <summary>Where attachments are fetched, and back from there to which one is meant.</summary>
public static class AttachmentUrl
{
    /// <summary>What every attachment's path begins with.</summary>
    public const string Prefix = "/api/messages/files/";

    /// <summary>The length of an id.</summary>
    public const int IdLength = 32;

    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");

    /// <summary>
    /// The id in the path that an upload was answered with, signed or not; null for anything else. Nothing is ever fetched: only the id counts.
    /// </summary>
    public static string? IdOf(string url)
    {
        if (!url.StartsWith(Prefix, StringComparison.Ordinal))
            return null;
        var id = url.AsSpan(Prefix.Length);
        var query = id.IndexOf('?');
        if (query >= 0)
            id = id[..query];
        return IsId(id) ? id.ToString() : null;
    }

    /// <summary>Whether it looks like an id.</summary>
    public static bool IsId(ReadOnlySpan<char> text) => text.Length == IdLength && !text.ContainsAnyExcept(Hex);
}
