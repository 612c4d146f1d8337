using System.Security.Claims;
using KefuBlazor.Core;
using KefuBlazor.Core.Attachments;
using KefuBlazor.Core.Messages;
using KefuBlazor.Core.Protocol;
using KefuBlazor.Server.Identity;
using KefuBlazor.Server.Widget;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace KefuBlazor.Server.Endpoints;

/// <summary>Messages over HTTP, under the same rules as over a socket.</summary>
internal static class MessageApi
{
    private const int LongestRef = 64;

    public static void MapMessageApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/messages").RequireAuthorization(Policies.AgentOrCustomer).ForCustomers().WithTags("Messages");
        group.MapGet("/{conversationId}", HistoryAsync).WithSummary("A part of a conversation, as the history frame.");
        group.MapPost("/", SendAsync).WithSummary("Send a text, image, file, voice or video frame; answered with its ack.");
    }

    private static async Task<Results<Ok<HistoryFrame>, ProblemHttpResult>> HistoryAsync(
        string conversationId,
        ClaimsPrincipal user,
        HttpContext http,
        IMessageService messages,
        IAttachmentLinks links,
        CancellationToken cancellationToken,
        [FromQuery(Name = "after_seq")] long? afterSeq = null,
        [FromQuery(Name = "before_seq")] long? beforeSeq = null,
        int limit = 50)
    {
        var query = new HistoryQuery(conversationId, afterSeq, beforeSeq, limit);
        var caller = user.ToCaller();
        var result = await messages.HistoryAsync(caller, query, cancellationToken);
        return result.Error is { } error ? Problems.Of(http, error) : TypedResults.Ok(HistoryFrame.From(result.Value, caller, links, reference: null));
    }

    private static async Task<Results<Ok<AckFrame>, ProblemHttpResult>> SendAsync(
        MessageBody body, ClaimsPrincipal user, HttpContext http, IMessageService messages, CancellationToken cancellationToken)
    {
        if (WireNames.SentKindOf(body.Type) is not { } kind)
            return Problems.Of(StatusCodes.Status400BadRequest, ErrorCode.UnknownType, "type must be text, image, file, voice or video.");

        if (body.ClientId is not { } clientId || (kind.HasAttachment() ? body.Url : body.Content) is null)
            return Problems.Of(StatusCodes.Status400BadRequest, ErrorCode.BadRequest, "client_id, or content (of a file: url), is missing.");

        if (body.Ref is { } reference && (reference.Length > LongestRef || !Text.IsClean(reference)))
            return Problems.Of(StatusCodes.Status400BadRequest, ErrorCode.BadRequest, "ref is at most 64 characters.");

        var caller = user.ToCaller();
        if (caller.IsAgent && body.ConversationId is null)
            return Problems.Of(StatusCodes.Status400BadRequest, ErrorCode.BadRequest, "conversation_id is missing.");

        var message = new OutgoingMessage(caller, clientId, body.ConversationId, kind.HasAttachment() ? string.Empty : body.Content!)
        {
            Kind = kind,
            AttachmentId = kind.HasAttachment() ? AttachmentUrl.IdOf(body.Url!) : null,
        };
        var result = await messages.SendAsync(message, cancellationToken);
        return result.Error is { } error ? Problems.Of(http, error) : TypedResults.Ok(AckFrame.From(result.Value, body.Ref));
    }
}

/// <summary>A <c>text</c>, <c>image</c>, <c>file</c>, <c>voice</c> or <c>video</c> frame as the body of a request.</summary>
internal sealed record MessageBody(string? Type, string? ClientId, string? ConversationId, string? Content, string? Url, string? Ref);
