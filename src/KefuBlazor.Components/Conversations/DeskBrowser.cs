using KefuBlazor.Components.Localization;
using KefuBlazor.Components.Shared;
using KefuBlazor.Core;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;

namespace KefuBlazor.Components.Conversations;

/// <summary>
/// The desk's door to the browser's script: keys, attention, and the outbox. What comes in through it is a wish; the services decide.
/// </summary>
public sealed class DeskBrowser : IAsyncDisposable
{
    private readonly IJSRuntime _js;
    private readonly DeskState _desk;
    private readonly IStringLocalizer<Texts> _texts;
    private readonly Func<string, Task> _command;
    private readonly DotNetObjectReference<DeskBrowser> _self;
    private IJSObjectReference? _module;
    private IJSObjectReference? _view;

    /// <param name="js">The browser.</param>
    /// <param name="desk">What it is told and asked about.</param>
    /// <param name="texts">Words for refusals.</param>
    /// <param name="command">Takes what a key means.</param>
    public DeskBrowser(IJSRuntime js, DeskState desk, IStringLocalizer<Texts> texts, Func<string, Task> command)
    {
        _js = js;
        _desk = desk;
        _texts = texts;
        _command = command;
        _self = DotNetObjectReference.Create(this);
    }

    /// <summary>The browser's time zone.</summary>
    public async Task<string?> TimeZoneAsync() => await (await ModuleAsync()).InvokeAsync<string?>("timeZone");

    /// <summary>Starts listening, and sends again what the outbox still holds.</summary>
    public async Task AttachAsync(ElementReference root) =>
        _view = await (await ModuleAsync()).InvokeAsync<IJSObjectReference>("attach", root, _self, _desk.Agent.Id);

    /// <summary>Sends again what the outbox still holds.</summary>
    public async void Flush()
    {
        try
        {
            if (_view is not null)
                await _view.InvokeVoidAsync("flush");
        }
        catch (JSException)
        {
            // The page is going; the outbox keeps what it has.
        }
        catch (JSDisconnectedException)
        {
            // It is gone again; the next connection tries again.
        }
    }

    /// <summary>The page came to the front with the focus, or went.</summary>
    [JSInvokable]
    public Task AttendAsync(bool attentive) => _desk.AttendAsync(attentive);

    /// <summary>A key was pressed that means something.</summary>
    [JSInvokable]
    public Task CommandAsync(string command) => _command(command);

    /// <summary>Sends a message of the outbox.</summary>
    /// <returns>Null when it is stored.</returns>
    [JSInvokable]
    public async Task<SendRefusal?> SendAsync(string conversationId, string clientId, string text) =>
        Refusal(await _desk.SendAsync(conversationId, clientId, text), KeyOf);

    /// <summary>Sends a message of the outbox that carries a file.</summary>
    /// <param name="conversationId">Where to.</param>
    /// <param name="clientId">The outbox's name for it.</param>
    /// <param name="kind">Its frame's type.</param>
    /// <param name="url">As the upload was answered with it.</param>
    /// <returns>Null when it is stored.</returns>
    [JSInvokable]
    public async Task<SendRefusal?> SendFileAsync(string conversationId, string clientId, string kind, string url) =>
        Refusal(await _desk.SendFileAsync(conversationId, clientId, kind, url), KeyOfFile);

    public async ValueTask DisposeAsync()
    {
        await _view.LetGoAsync("detach");
        await _module.LetGoAsync();
        _self.Dispose();
    }

    private async Task<IJSObjectReference> ModuleAsync() => _module ??=
        await _js.InvokeAsync<IJSObjectReference>("import", "./_content/KefuBlazor.Components/Conversations/Workspace.razor.js");

    private SendRefusal? Refusal(Error? error, Func<ErrorCode, string> keyOf) =>
        error is null ? null : new SendRefusal(_texts[keyOf(error.Code)], (long?)error.RetryAfter?.TotalMilliseconds);

    private static string KeyOfFile(ErrorCode code) =>
        code is ErrorCode.BadRequest or ErrorCode.NotFound or ErrorCode.Conflict ? "Send.FileGone" : KeyOf(code);

    private static string KeyOf(ErrorCode code) => code switch
    {
        ErrorCode.Closed => "Send.Closed",
        ErrorCode.Forbidden or ErrorCode.NotFound or ErrorCode.Conflict => "Send.NotYours",
        ErrorCode.BadRequest or ErrorCode.TooLarge => "Send.TooLong",
        ErrorCode.RateLimited => "Send.TooFast",
        _ => "Send.Unavailable",
    };
}

/// <summary>Why a message was not stored.</summary>
/// <param name="Reason">In the agent's words.</param>
/// <param name="RetryAfterMs">When to try again without being asked, milliseconds from now; null: not.</param>
public sealed record SendRefusal(string Reason, long? RetryAfterMs);
