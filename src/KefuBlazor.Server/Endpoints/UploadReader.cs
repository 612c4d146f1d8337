using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace KefuBlazor.Server.Endpoints;

/// <summary>The part of a form that is a file.</summary>
/// <param name="FileName">As the sender says.</param>
/// <param name="Content">Read as it comes in.</param>
internal sealed record UploadedPart(string? FileName, Stream Content);

/// <summary>Finds the file in a form without taking in the rest of it: the framework's own reader would first put all of it on the disk.</summary>
internal static class UploadReader
{
    private const string Field = "file";
    private const int LongestBoundary = 70; // RFC 2046
    private const int MostParts = 10;

    /// <summary>The part called <c>file</c>; null where there is none, or where the body is no form.</summary>
    /// <exception cref="InvalidDataException">The form is malformed, or breaks off.</exception>
    public static async Task<UploadedPart?> FindFileAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
            return null;
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary);
        if (boundary.Length is 0 or > LongestBoundary)
            return null;

        var reader = new MultipartReader(boundary.Value!, request.Body);
        for (var part = 0; part < MostParts && await NextAsync(reader, cancellationToken) is { } section; part++)
        {
            if (ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)
                && disposition.IsFileDisposition() && HeaderUtilities.RemoveQuotes(disposition.Name).Equals(Field, StringComparison.Ordinal))
                return new UploadedPart(NameOf(disposition), section.Body);
        }

        return null;
    }

    private static async Task<MultipartSection?> NextAsync(MultipartReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadNextSectionAsync(cancellationToken);
        }
        catch (IOException exception)
        {
            throw new InvalidDataException("The form breaks off.", exception);
        }
    }

    private static string? NameOf(ContentDispositionHeaderValue disposition) =>
        disposition.FileNameStar.HasValue ? disposition.FileNameStar.Value : HeaderUtilities.UnescapeAsQuotedString(disposition.FileName).Value;
}
