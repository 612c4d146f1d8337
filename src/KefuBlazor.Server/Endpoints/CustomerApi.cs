using System.Security.Claims;
using KefuBlazor.Core;
using KefuBlazor.Core.Agents;
using KefuBlazor.Core.Customers;
using KefuBlazor.Server.Identity;
using KefuBlazor.Server.Widget;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KefuBlazor.Server.Endpoints;

/// <summary>What a customer's browser asks beside its socket.</summary>
internal static class CustomerApi
{
    public static void MapCustomerApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/kehu").RequireAuthorization(Policies.Customer).ForCustomers().WithTags("Customers");
        group.MapGet("/me", Me).WithSummary("Whether the visitor token still counts: why a socket did not open.");
    }

    public static void MapConnectedCustomersApi(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/kehu", ListAsync).RequireAuthorization(Policies.Agent).WithTags("Customers")
            .WithSummary("The customers who are connected now, chatting or not.");

    private static async Task<Results<Ok<ListBody<ConnectedCustomerBody>>, ProblemHttpResult>> ListAsync(
        ClaimsPrincipal user,
        HttpContext http,
        ICustomerDirectory customers,
        string? online,
        string? cursor,
        CancellationToken cancellationToken,
        int limit = 50)
    {
        if (online != "true")
            return Problems.Of(StatusCodes.Status400BadRequest, ErrorCode.BadRequest, "online must be true: those who are connected are listed, and no others.");

        var page = await customers.ListConnectedAsync(user.ToAgent(), string.IsNullOrEmpty(cursor) ? null : cursor, limit, cancellationToken);
        return page.Error is { } error
            ? Problems.Of(http, error)
            : TypedResults.Ok(new ListBody<ConnectedCustomerBody>([.. page.Value.Items.Select(ConnectedCustomerBody.From)], page.Value.Next));
    }

    private static Ok<CustomerBody> Me(ClaimsPrincipal user) => TypedResults.Ok(new CustomerBody(user.ToCaller().Id));
}
