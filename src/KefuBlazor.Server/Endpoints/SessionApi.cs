using System.Security.Claims;
using KefuBlazor.Core;
using KefuBlazor.Core.Agents;
using KefuBlazor.Core.Assignment;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Protocol;
using KefuBlazor.Server.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KefuBlazor.Server.Endpoints;

/// <summary>Conversations, as agents' programs see and move them.</summary>
internal static class SessionApi
{
    public static void MapSessionApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/sessions").RequireAuthorization(Policies.Agent).WithTags("Sessions");
        group.MapGet("/", ListAsync).WithSummary("The conversations that the agent may see.");
        group.MapGet("/{id}", FindAsync).WithSummary("One conversation.");
        group.MapPost("/{id}/accept", AcceptAsync).WithSummary("Take a waiting conversation.");
        group.MapPost("/{id}/close", CloseAsync).WithSummary("End a conversation.");
        group.MapPost("/{id}/reopen", ReopenAsync).WithSummary("Open a closed conversation again.");
    }

    private static async Task<Results<Ok<ListBody<ConversationFrame>>, ProblemHttpResult>> ListAsync(
        ClaimsPrincipal user,
        HttpContext http,
        IConversationService conversations,
        string? status,
        string? agent,
        string? q,
        string? cursor,
        CancellationToken cancellationToken,
        int limit = 50)
    {
        var wanted = string.IsNullOrEmpty(status) ? null : WireNames.ConversationStatusOf(status);
        if (wanted is null && !string.IsNullOrEmpty(status))
            return Problems.Of(StatusCodes.Status400BadRequest, ErrorCode.BadRequest, "status must be waiting, active or closed.");

        if (limit is < 1 or > 100)
            return Problems.Of(StatusCodes.Status400BadRequest, ErrorCode.BadRequest, "limit is 1 to 100.");

        var filter = new ConversationFilter
        {
            Status = wanted,
            AgentId = NullIfEmpty(agent),
            Query = NullIfEmpty(q),
            Cursor = NullIfEmpty(cursor),
            Limit = limit,
        };
        var result = await conversations.ListAsync(user.ToAgent(), filter, cancellationToken);
        return result.Error is { } error
            ? Problems.Of(http, error)
            : TypedResults.Ok(new ListBody<ConversationFrame>([.. result.Value.Items.Select(ToFrame)], result.Value.Next));
    }

    private static async Task<Results<Ok<ConversationFrame>, ProblemHttpResult>> FindAsync(
        string id, ClaimsPrincipal user, HttpContext http, IConversationService conversations, CancellationToken cancellationToken) =>
        Answer(http, await conversations.FindAsync(user.ToAgent(), id, cancellationToken));

    private static async Task<Results<Ok<ConversationFrame>, ProblemHttpResult>> AcceptAsync(
        string id, ClaimsPrincipal user, HttpContext http, IAssignmentService assignment, CancellationToken cancellationToken) =>
        Answer(http, await assignment.AcceptAsync(user.ToAgent(), id, cancellationToken));

    private static async Task<Results<Ok<ConversationFrame>, ProblemHttpResult>> CloseAsync(
        string id, ClaimsPrincipal user, HttpContext http, IConversationService conversations, CancellationToken cancellationToken) =>
        Answer(http, await conversations.CloseAsync(user.ToAgent(), id, cancellationToken));

    private static async Task<Results<Ok<ConversationFrame>, ProblemHttpResult>> ReopenAsync(
        string id, ClaimsPrincipal user, HttpContext http, IConversationService conversations, CancellationToken cancellationToken) =>
        Answer(http, await conversations.ReopenAsync(user.ToAgent(), id, cancellationToken));

    private static Results<Ok<ConversationFrame>, ProblemHttpResult> Answer(HttpContext http, Result<Conversation> result) =>
        result.Error is { } error ? Problems.Of(http, error) : TypedResults.Ok(ToFrame(result.Value));

    private static ConversationFrame ToFrame(Conversation conversation) => ConversationFrame.From(conversation, ParticipantType.Agent);

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
