using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace KefuBlazor.Benchmarks.Circuits;

/// <summary>
/// An agent's desk without a browser: it signs in, opens a circuit as Blazor's script does, acknowledges each rendered batch at once, and tells
/// of the texts in it.
/// </summary>
internal sealed class HeadlessDesk : IAsyncDisposable
{
    private readonly Uri _server;
    private readonly HubConnection _hub;
    private readonly CookieContainer _cookies = new();
    private readonly DeskScript _script = new();
    private readonly Action<HeadlessDesk, ReadOnlySpan<byte>> _onBatch;
    private readonly TaskCompletionSource _attended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string _circuit = string.Empty;
    private long _batches;
    private long _bytes;

    /// <param name="server">Where.</param>
    /// <param name="onBatch">Takes each batch of what is rendered, on any thread, one after another.</param>
    public HeadlessDesk(Uri server, Action<HeadlessDesk, ReadOnlySpan<byte>> onBatch)
    {
        (_server, _onBatch) = (server, onBatch);
        var builder = new HubConnectionBuilder().WithUrl(new Uri(server, "_blazor"), options =>
        {
            options.Cookies = _cookies;
            options.Transports = HttpTransportType.WebSockets;
            options.SkipNegotiation = true;
        });
        builder.Services.Replace(ServiceDescriptor.Singleton<IHubProtocol, BlazorPack>());
        _hub = builder.Build();
        _hub.On<long, byte[]>("JS.RenderBatch", OnBatchAsync);
        _hub.On<long, string, string, int, long, int>("JS.BeginInvokeJS", OnCallAsync);
        _hub.On<string>("JS.Error", error => Fault ??= error);
        _hub.Closed += exception =>
        {
            Fault ??= "The connection ended: " + exception?.Message;
            return Task.CompletedTask;
        };
    }

    /// <summary>Why the desk is of no more use; null while it is.</summary>
    public string? Fault { get; private set; }

    /// <summary>The customer whose conversation is open; -1 if none is.</summary>
    public int Shown { get; private set; } = -1;

    /// <summary>Batches so far.</summary>
    public long Batches => Volatile.Read(ref _batches);

    /// <summary>Their size.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>Signs in and waits until the desk is there and knows that it is looked at.</summary>
    public async Task OpenAsync(string userName, string password)
    {
        var page = await DeskPage.OpenAsync(_server, _cookies, userName, password);
        await _hub.StartAsync();
        _circuit = await _hub.InvokeAsync<string>("StartCircuit", _server.ToString(), new Uri(_server, "kefu/").ToString(), "[]", page.State);
        await _hub.SendAsync("UpdateRootComponents", page.Operations(), page.State);
        await _attended.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    /// <summary>Opens a conversation.</summary>
    public Task ShowAsync(int customer, string conversationId)
    {
        Shown = customer;
        return _hub.SendAsync("OnLocationChanged", new Uri(_server, "kefu/c/" + conversationId).ToString(), null, true);
    }

    /// <summary>Leaves as a page does that is closed: the server lets go of the circuit at once.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_circuit.Length > 0)
        {
            using var handler = new HttpClientHandler { CookieContainer = _cookies };
            using var http = new HttpClient(handler) { BaseAddress = _server };
            using var form = new MultipartFormDataContent { { new StringContent(_circuit), "circuitId" } };
            using var answer = await http.PostAsync(new Uri("_blazor/disconnect", UriKind.Relative), form);
            answer.EnsureSuccessStatusCode();
        }

        await _hub.DisposeAsync();
    }

    private async Task OnBatchAsync(long id, byte[] data)
    {
        _onBatch(this, data);
        Interlocked.Increment(ref _batches);
        Interlocked.Add(ref _bytes, data.Length);
        await _hub.SendAsync("OnRenderCompleted", id, null);
    }

    private async Task OnCallAsync(long handle, string identifier, string arguments, int resultType, long target, int callType)
    {
        var (result, listener) = _script.Answer(identifier, arguments ?? "[]", resultType, target);
        if (handle != 0)
            await _hub.SendAsync("EndInvokeJSFromDotNet", handle, true, string.Create(CultureInfo.InvariantCulture, $"[{handle},true,{result}]"));
        if (listener is not { } desk)
            return;

        await _hub.SendAsync("BeginInvokeDotNetFromJS", "1", null, "AttendAsync", desk, "[true]");
        _attended.TrySetResult();
    }
}
