using System.Collections.Concurrent;
using System.Net;
using KefuBlazor.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace KefuBlazor.Browser.Tests.Fallback;

/// <summary>A proxy as some companies have it: every request goes through, no upgrade does, unless it is told to let them.</summary>
internal sealed class UpgradeRefuser : IAsyncDisposable
{
    private static readonly HashSet<string> OfTheConnection = new(StringComparer.OrdinalIgnoreCase) { "Connection", "Transfer-Encoding", "Keep-Alive", "Host" };

    private readonly WebApplication _app;
    private readonly HttpClient _client;

    private UpgradeRefuser(WebApplication app, HttpClient client, Uri address) => (_app, _client, Address) = (app, client, address);

    public Uri Address { get; }

    /// <summary>What was asked for, without queries.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>Whether it lets WebSockets through after all.</summary>
    public bool LetsUpgrade { get; set; }

    /// <param name="server">Where requests go.</param>
    /// <param name="client">Which trusts what that shows.</param>
    public static async Task<UpgradeRefuser> StartAsync(Uri server, HttpClient client)
    {
        var port = ServerProcess.FreePort();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var app = builder.Build();
        var proxy = new UpgradeRefuser(app, client, new Uri($"http://127.0.0.1:{port}/"));
        app.UseWebSockets();
        app.Run(http => proxy.ForwardAsync(http, server));
        await app.StartAsync();
        return proxy;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task ForwardAsync(HttpContext http, Uri server)
    {
        Asked.Enqueue($"{http.Request.Method} {http.Request.Path}");
        if (http.Request.Headers.Upgrade.Count > 0)
        {
            if (LetsUpgrade && http.WebSockets.IsWebSocketRequest)
                await WebSocketRelay.RunAsync(http, server);
            else
                http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        using var request = new HttpRequestMessage(new HttpMethod(http.Request.Method), new Uri(server, http.Request.Path + http.Request.QueryString));
        if (http.Request.ContentLength > 0)
            request.Content = new StreamContent(http.Request.Body);
        foreach (var (name, values) in http.Request.Headers.Where(header => !OfTheConnection.Contains(header.Key)))
        {
            if (!request.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
                request.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
        }

        try
        {
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, http.RequestAborted);
            http.Response.StatusCode = (int)response.StatusCode;
            foreach (var (name, values) in response.Headers.Concat(response.Content.Headers).Where(header => !OfTheConnection.Contains(header.Key)))
                http.Response.Headers[name] = values.ToArray();
            await using var body = await response.Content.ReadAsStreamAsync(http.RequestAborted);
            var buffer = new byte[16 * 1024];
            for (int count; (count = await body.ReadAsync(buffer, http.RequestAborted)) > 0;)
            {
                await http.Response.Body.WriteAsync(buffer.AsMemory(0, count), http.RequestAborted);
                await http.Response.Body.FlushAsync(http.RequestAborted);
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or IOException)
        {
            if (!http.Response.HasStarted)
                http.Response.StatusCode = (int)HttpStatusCode.BadGateway;
            else
                http.Abort();
        }
    }
}
