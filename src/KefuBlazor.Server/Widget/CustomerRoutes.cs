using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace KefuBlazor.Server.Widget;

/// <summary>Marks the routes that the widget calls from other sites.</summary>
internal static class CustomerRoutes
{
    /// <summary>The CORS policy: the allowed origins, no credentials, so that no cookie ever counts for another site.</summary>
    public const string CorsPolicy = "Customers";

    /// <summary>Answers CORS on these routes, and refuses other origins.</summary>
    public static TBuilder ForCustomers<TBuilder>(this TBuilder routes)
        where TBuilder : IEndpointConventionBuilder => routes.RequireCors(CorsPolicy).WithMetadata(new CustomerRoute());

    /// <summary>Fills the policy from the settings.</summary>
    public sealed class CorsSetup(Origins origins) : IConfigureOptions<CorsOptions>
    {
        public void Configure(CorsOptions options) => options.AddPolicy(CorsPolicy, policy => policy
            .SetIsOriginAllowed(origins.IsListed)
            .WithMethods(HttpMethods.Get, HttpMethods.Post)
            .WithHeaders(HeaderNames.Authorization, HeaderNames.ContentType)
            .WithExposedHeaders(HeaderNames.RetryAfter)
            .SetPreflightMaxAge(TimeSpan.FromMinutes(10)));
    }
}

/// <summary>Metadata of a route that the widget calls.</summary>
internal sealed record CustomerRoute;
