using KefuBlazor.Core.Attachments;
using Microsoft.Net.Http.Headers;

namespace KefuBlazor.Server.Endpoints;

/// <summary>What a browser is told of a file that a stranger uploaded, so that it shows it and runs nothing of it.</summary>
internal static class AttachmentHeaders
{
    // As long as a link has one address. Membership ends, but what was seen was seen.
    private const string Cached = "private, max-age=3600";

    private static readonly HashSet<string> ShownInPlace = ["image/png", "image/jpeg", "image/gif", "image/webp"];

    /// <summary>On every answer, refusals included.</summary>
    public static void Guard(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin"; // the widget shows pictures on other sites
    }

    /// <summary>On an answer that is a file.</summary>
    public static void Describe(HttpResponse response, Attachment attachment)
    {
        var disposition = new ContentDispositionHeaderValue(IsShownInPlace(attachment.ContentType) ? "inline" : "attachment");
        disposition.SetHttpFileName(attachment.FileName);
        response.Headers.ContentDisposition = disposition.ToString();
        response.Headers.CacheControl = Cached;
    }

    private static bool IsShownInPlace(string contentType) =>
        ShownInPlace.Contains(contentType)
        || contentType.StartsWith("audio/", StringComparison.Ordinal)
        || contentType.StartsWith("video/", StringComparison.Ordinal);
}
