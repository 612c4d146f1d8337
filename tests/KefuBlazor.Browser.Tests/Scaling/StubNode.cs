using System.Net.WebSockets;
using KefuBlazor.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace KefuBlazor.Browser.Tests.Scaling;

/// <summary>Stands for a node behind a proxy: it tells what reached it, and fails when a test wants it to.</summary>
internal sealed class StubNode : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TaskCompletionSource _released = new();
    private int _posts;

    private StubNode()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.WebHost.UseUrls(Address.ToString());
        _app = builder.Build();
        _app.UseWebSockets();
        _app.Use((http, next) => IsReady ? next(http) : RefuseAsync(http));
        _app.MapGet("/health/ready", () => "ready");
        _app.MapGet("/ws", EchoAsync);
        _app.MapGet("/api/kehu/events", TellAsync);
        _app.MapPost("/api/die", Die);
        _app.MapPost("/api/messages/upload", TakeAsync);
        _app.MapFallback(Describe);
    }

    public Uri Address { get; } = new($"http://127.0.0.1:{ServerProcess.FreePort()}/");

    /// <summary>While false it refuses every new request with 503; what is open stays open.</summary>
    public bool IsReady { get; set; } = true;

    /// <summary>How many requests it was sent that it died over.</summary>
    public int Posts => Volatile.Read(ref _posts);

    public static async Task<StubNode> StartAsync()
    {
        var node = new StubNode();
        await node._app.StartAsync();
        return node;
    }

    /// <summary>Sends the second event.</summary>
    public void Release() => _released.TrySetResult();

    /// <summary>Nobody listens at its address any more.</summary>
    public Task StopAsync() => _app.StopAsync(new CancellationToken(canceled: true));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static Task RefuseAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return Task.CompletedTask;
    }

    private static IResult Describe(HttpContext http) => Results.Json(new ReceivedRequest(
        http.Connection.LocalPort, http.Request.Headers["X-Forwarded-For"].ToString(), http.Request.Headers["X-Forwarded-Proto"].ToString()));

    private static async Task TakeAsync(HttpContext http)
    {
        await http.Request.Body.CopyToAsync(Stream.Null);
        http.Response.StatusCode = StatusCodes.Status201Created;
    }

    private static async Task EchoAsync(HttpContext http)
    {
        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        var buffer = new byte[256];
        while (await socket.ReceiveAsync(buffer, http.RequestAborted) is { MessageType: WebSocketMessageType.Text } message)
            await socket.SendAsync(buffer.AsMemory(0, message.Count), WebSocketMessageType.Text, true, http.RequestAborted);
    }

    private async Task TellAsync(HttpContext http)
    {
        http.Response.ContentType = "text/event-stream";
        await http.Response.WriteAsync("data: first\n\n");
        await http.Response.Body.FlushAsync();
        await _released.Task.WaitAsync(http.RequestAborted);
        await http.Response.WriteAsync("data: second\n\n");
    }

    private void Die(HttpContext http)
    {
        Interlocked.Increment(ref _posts);
        http.Abort();
    }
}

/// <summary>What a node saw of a request.</summary>
/// <param name="Port">The node's own.</param>
/// <param name="For">Of which address the proxy says that it came.</param>
/// <param name="Proto">By which protocol the proxy says that it came.</param>
internal sealed record ReceivedRequest(int Port, string For, string Proto);
