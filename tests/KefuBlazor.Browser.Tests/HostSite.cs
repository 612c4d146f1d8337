using KefuBlazor.Browser.Tests.Hosts;
using KefuBlazor.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace KefuBlazor.Browser.Tests;

/// <summary>A company's own site, on another port and host name than the chat server, with nothing of ours but the snippet.</summary>
internal sealed class HostSite : IAsyncDisposable
{
    private readonly WebApplication _app;

    private HostSite(WebApplication app, Uri address)
    {
        _app = app;
        Address = address;
    }

    public Uri Address { get; }

    public static async Task<HostSite> StartAsync(Uri chatServer)
    {
        var port = ServerProcess.FreePort();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var app = builder.Build();
        app.MapGet("/", () => Results.Content(
            $"""
            <!DOCTYPE html>
            <html lang="zh"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Shop</title></head>
            <body><h1>Shop</h1>
            <script async src="{chatServer}kehu/kehu.js" data-site="default"></script>
            </body></html>
            """,
            "text/html; charset=utf-8"));
        app.MapGet("/favicon.ico", () => Results.NoContent());
        app.MapGet("/empty.js", () => Results.Content(string.Empty, "text/javascript"));
        app.MapGet("/button.js", () => Results.Content(HostPages.BareButton, "text/javascript"));
        app.MapGet("/spa.js", () => Results.Content(HostPages.Spa, "text/javascript"));
        app.MapGet("/own.css", () => Results.Content(HostPages.OwnStyles, "text/css"));
        app.MapGet("/packages/{name}", async (string name) =>
            await HostPackages.ReadAsync(name) is { } script ? Results.Content(script, "text/javascript") : Results.NotFound());
        app.MapGet("/{page}/{**view}", (string page, HttpContext http) => Page(page, http, chatServer));
        await app.StartAsync();
        return new HostSite(app, new Uri($"http://localhost:{port}/"));
    }

    // With ?bare, the same page as it is without the widget.
    private static IResult Page(string name, HttpContext http, Uri chatServer)
    {
        if (HostPages.PolicyOf(name, chatServer) is { } policy)
            http.Response.Headers.ContentSecurityPolicy = policy;
        return HostPages.Of(name, http.Request.Query.ContainsKey("bare") ? null : chatServer) is { } html
            ? Results.Content(html, "text/html; charset=utf-8")
            : Results.NotFound();
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
