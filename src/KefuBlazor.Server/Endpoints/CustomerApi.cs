using System.Security.Claims;
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

    private static Ok<CustomerBody> Me(ClaimsPrincipal user) => TypedResults.Ok(new CustomerBody(user.ToCaller().Id));
}

/// <summary>Who a visitor token belongs to.</summary>
internal sealed record CustomerBody(string UserId);
