using KefuBlazor.Components.Attachments;
using KefuBlazor.Components.Conversations;
using KefuBlazor.Components.Localization;
using KefuBlazor.Components.Shared;
using KefuBlazor.Core.Attachments;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Microsoft.JSInterop;

namespace KefuBlazor.Components.Messages;

/// <summary>
/// Where an agent writes. What is typed belongs to the browser alone: it is never rendered from here, so no lost circuit can lose it. The
/// script keeps it as a draft, and hands what is sent to the outbox.
/// </summary>
public sealed partial class Composer(IJSRuntime js, IStringLocalizer<Texts> texts, IOptions<AttachmentOptions> attachments) : IAsyncDisposable
{
    /// <summary>The longest text a message may have, in UTF-16 units.</summary>
    public const int MaxLength = 4000;

    private ElementReference _composer;
    private DotNetObjectReference<Composer>? _self;
    private IJSObjectReference? _module;
    private IJSObjectReference? _view;

    [Parameter, EditorRequired]
    public DeskState Desk { get; set; } = null!;

    [Parameter, EditorRequired]
    public string ConversationId { get; set; } = string.Empty;

    [Parameter, EditorRequired]
    public string CustomerName { get; set; } = string.Empty;

    private IStringLocalizer<Texts> L => texts;

    private string AttachTitle => texts["Composer.Attach", FileSize.Of(attachments.Value.MaxBytes)];

    /// <summary>The agent types, or stopped.</summary>
    [JSInvokable]
    public Task TypingAsync(bool active) => Desk.TypeAsync(ConversationId, active);

    public async ValueTask DisposeAsync()
    {
        await _view.LetGoAsync("detach");
        await _module.LetGoAsync();
        _self?.Dispose();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;

        _self = DotNetObjectReference.Create(this);
        _module = await js.InvokeAsync<IJSObjectReference>("import", "./_content/KefuBlazor.Components/Messages/Composer.razor.js");
        _view = await _module.InvokeAsync<IJSObjectReference>("attach", _composer, _self, Desk.Agent.Id, ConversationId, new
        {
            maxLength = MaxLength,
            maxBytes = attachments.Value.MaxBytes,
            words = new
            {
                preparing = texts["Tray.Preparing"].Value,
                uploading = texts["Tray.Uploading"].Value,
                waiting = texts["Tray.Waiting"].Value,
                empty = texts["Tray.Empty"].Value,
                tooLarge = texts["Tray.TooLarge", FileSize.Of(attachments.Value.MaxBytes)].Value,
                unsupported = texts["Tray.Unsupported"].Value,
                tooMany = texts["Tray.TooMany"].Value,
                full = texts["Tray.Full"].Value,
                failed = texts["Tray.Failed"].Value,
                retry = texts["Common.Retry"].Value,
                remove = texts["Tray.Remove"].Value,
                voice = new
                {
                    recording = texts["Voice.Recording"].Value,
                    cancel = texts["Voice.Discard"].Value,
                    send = texts["Voice.Send"].Value,
                    denied = texts["Voice.Denied"].Value,
                },
            },
        });
    }
}
