using System.Security.Claims;
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
    public static void MapMessageApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/messages").RequireAuthorization(Policies.AgentOrCustomer).ForCustomers().WithTags("Messages");
        group.MapGet("/{conversationId}", HistoryAsync).WithSummary("A part of a conversation, as the history frame.");
        group.MapPost("/", SendAsync).WithSummary("Send a text, image, file, voice, video or leave_message frame; answered with its ack.");
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
        MessageBody body,
        ClaimsPrincipal user,
        HttpContext http,
        IMessageService messages,
        ILeaveMessageService leftMessages,
        CancellationToken cancellationToken)
    {
        var caller = user.ToCaller();
        var read = body.Read(caller);
        if (read.Error is { } fault)
            return Problems.Of(http, fault);
        var message = read.Value;
        var result = message.Intake is { LeftMessage: true }
            ? await leftMessages.LeaveAsync(message, cancellationToken)
            : await messages.SendAsync(message, cancellationToken);
        return result.Error is { } error ? Problems.Of(http, error) : TypedResults.Ok(AckFrame.From(result.Value, body.Ref));
    }
}
