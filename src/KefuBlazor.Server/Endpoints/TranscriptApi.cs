using System.Globalization;
using System.Security.Claims;
using System.Text;
using KefuBlazor.Core;
using KefuBlazor.Core.Attachments;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Hours;
using KefuBlazor.Core.Protocol;
using KefuBlazor.Core.Transcripts;
using KefuBlazor.Server.Identity;
using KefuBlazor.Server.Widget;
using Microsoft.Net.Http.Headers;

namespace KefuBlazor.Server.Endpoints;

/// <summary>Whole conversations to take along, for agents who may see them and for their customers.</summary>
internal static class TranscriptApi
{
    public static void MapTranscriptApi(this IEndpointRouteBuilder routes) => routes
        .MapGet("/api/sessions/{id}/transcript", ReadAsync)
        .RequireAuthorization(Policies.AgentOrCustomer)
        .ForCustomers()
        .WithTags("Sessions")
        .WithSummary("The whole conversation as txt, html or json.");

    private static async Task<IResult> ReadAsync(
        string id,
        ClaimsPrincipal user,
        HttpContext http,
        ITranscriptService transcripts,
        IBusinessHours hours,
        IAttachmentLinks links,
        CancellationToken cancellationToken,
        string format = "txt",
        string? language = null)
    {
        if (format is not ("txt" or "html" or "json"))
            return Problems.Of(StatusCodes.Status400BadRequest, ErrorCode.BadRequest, "format must be txt, html or json.");

        var caller = user.ToCaller();
        var result = await transcripts.ReadAsync(caller, id, cancellationToken);
        if (result.Error is { } error)
            return Problems.Of(http, error);

        var transcript = result.Value;
        var words = TranscriptWords.Of(language ?? CultureInfo.CurrentUICulture.Name);
        http.Response.Headers.ContentDisposition = NameOf(transcript, format);
        return format switch
        {
            "json" => Results.Ok(TranscriptBody.Of(transcript, caller, links)),
            "html" => new TranscriptPage(TranscriptWriter.ToHtml(transcript, words, hours.Zone)),
            _ => Results.Text(TranscriptWriter.ToText(transcript, words, hours.Zone), "text/plain", Encoding.UTF8),
        };
    }

    private static string NameOf(Transcript transcript, string format)
    {
        var name = $"chat-{transcript.Conversation.OpenedAt.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}.{format}";
        return new ContentDispositionHeaderValue("attachment") { FileName = name }.ToString();
    }
}

/// <summary>A transcript as JSON: the conversation and its messages, as their frames.</summary>
internal sealed record TranscriptBody(ConversationFrame Conversation, IReadOnlyList<MessageFrame> Messages)
{
    public static TranscriptBody Of(Transcript transcript, Participant reader, IAttachmentLinks links) => new(
        ConversationFrame.From(transcript.Conversation, reader.Type),
        [.. transcript.Messages.Select(message => MessageFrame.From(message, reader, links))]);
}
