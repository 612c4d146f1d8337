using System.Security.Claims;
using KefuBlazor.Core;
using KefuBlazor.Core.Attachments;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Server.Identity;
using KefuBlazor.Server.Widget;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace KefuBlazor.Server.Endpoints;

/// <summary>Files on their way in and out.</summary>
internal static class AttachmentApi
{
    // Boundaries and headers of the form around the file.
    private const int FormOverhead = 64 * 1024;

    private static readonly Error NoFile = new(ErrorCode.BadRequest, "The body is a form (multipart/form-data) with a file in the field \"file\".");

    public static void MapAttachmentApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/messages").ForCustomers().WithTags("Attachments");
        group.MapPost("/upload", UploadAsync).RequireAuthorization(Policies.AgentOrCustomer)
            .Accepts<UploadForm>("multipart/form-data")
            .WithSummary("Take in a file for a message of one's own to carry.");

        // Anonymous, since a link's signature says who asks; to whoever is no member no file exists.
        group.MapMethods("/files/{id}", [HttpMethods.Get, HttpMethods.Head], DownloadAsync).AllowAnonymous()
            .WithSummary("A file, for members of its conversation.");
    }

    private static async Task<Results<Created<AttachmentBody>, ProblemHttpResult>> UploadAsync(
        ClaimsPrincipal user,
        HttpContext http,
        IAttachmentService attachments,
        IAttachmentLinks links,
        IOptions<AttachmentOptions> options,
        CancellationToken cancellationToken)
    {
        var caller = user.ToCaller();
        var most = options.Value.MaxBytes + FormOverhead;
        if (http.Request.ContentLength > most)
            return Problems.Of(http, TooLarge(options.Value));
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = most;
        try
        {
            if (await UploadReader.FindFileAsync(http.Request, cancellationToken) is not { } part)
                return Problems.Of(http, NoFile);
            var uploaded = await attachments.UploadAsync(caller, part.FileName, part.Content, cancellationToken);
            if (!uploaded.Succeeded)
                return Problems.Of(http, uploaded.Error!);
            var url = links.For(uploaded.Value, caller);
            return TypedResults.Created(url, AttachmentBody.From(uploaded.Value, url));
        }
        catch (Exception exception) when (StatusOf(exception) is { } status)
        {
            return Problems.Of(http, status == StatusCodes.Status413PayloadTooLarge ? TooLarge(options.Value) : NoFile);
        }
    }

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> DownloadAsync(
        string id, HttpContext http, ClaimsPrincipal user, IAttachmentService attachments, CancellationToken cancellationToken, string? sig = null)
    {
        Participant? caller = user.IsCustomer() || user.IsReadyAgent() ? user.ToCaller() : null;
        AttachmentHeaders.Guard(http.Response);
        var opened = await attachments.OpenAsync(id, caller, sig, cancellationToken);
        if (!opened.Succeeded)
            return Problems.Of(http, opened.Error!);

        var (attachment, content) = opened.Value;
        AttachmentHeaders.Describe(http.Response, attachment);
        return TypedResults.Stream(content, attachment.ContentType, entityTag: new EntityTagHeaderValue($"\"{attachment.Id}\""), enableRangeProcessing: true);
    }

    /// <summary>What is wrong with a body that could not be read to its end; null for what is no fault of the body.</summary>
    private static int? StatusOf(Exception exception) => exception switch
    {
        InvalidDataException { InnerException: BadHttpRequestException inner } => inner.StatusCode,
        BadHttpRequestException bad => bad.StatusCode,
        InvalidDataException => StatusCodes.Status400BadRequest,
        _ => null,
    };

    private static Error TooLarge(AttachmentOptions options) => new(ErrorCode.TooLarge, $"A file is at most {options.MaxBytes} bytes.");
}

/// <summary>What an upload is answered with.</summary>
internal sealed record AttachmentBody(string Url, string Filename, string ContentType, long Size, int? Width, int? Height, int? DurationMs)
{
    public static AttachmentBody From(Attachment attachment, string url) => new(
        url, attachment.FileName, attachment.ContentType, attachment.Size, attachment.Width, attachment.Height, attachment.DurationMs);
}

/// <summary>The form of an upload, for those who read the description of the API.</summary>
internal sealed record UploadForm(IFormFile File);
