using KefuBlazor.Core;
using KefuBlazor.Server.Endpoints;
using KefuBlazor.Server.Hosting;
using KefuBlazor.Server.Identity;
using KefuBlazor.Server.Sockets;
using KefuBlazor.Server.Streams;
using KefuBlazor.Server.Widget;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace KefuBlazor.Server.Tests.Endpoints;

public sealed class RouteTests
{
    /// <summary>The routes that are for anybody: whoever adds one says so here too.</summary>
    private static readonly string[] ForAnybody =
    [
        "/api/kefu/login", "/api/kehu/config", "/api/kehu/events", "/api/messages/files/{id}", "/health/live", "/health/ready", "/kehu/{**file}",
        "/openapi/{documentName}.json", "/ws",
    ];

    [Fact]
    public async Task Route_WithoutADecisionOnWhoMay_DoesNotExist()
    {
        var builder = WebApplication.CreateBuilder(["--environment", "Development"]);
        builder.Services.AddKefuHosting();
        builder.Services.AddKefuCore(builder.Configuration);
        builder.Services.AddKefuIdentity();
        builder.Services.AddKefuSockets();
        builder.Services.AddKefuApi();
        builder.Services.AddKefuWidget();
        await using var app = builder.Build();
        app.MapSocketApi();
        app.MapStreamApi();
        app.MapKefuApi();
        app.MapWidget();

        var routes = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().ToArray();
        var anonymous = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var route in routes)
        {
            var path = route.RoutePattern.RawText!;
            if (route.Metadata.GetMetadata<IAllowAnonymous>() is not null)
                anonymous.Add(path);
            else
                Assert.True(route.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(data => data.Policy is not null), $"{path} has no policy.");
        }

        Assert.True(routes.Length > 15);
        Assert.Equal(ForAnybody, anonymous);
    }
}
