using KefuBlazor.Components.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;

namespace KefuBlazor.Components.Shared;

/// <summary>A question before something that is hard to take back.</summary>
public sealed partial class ConfirmDialog(IJSRuntime js, IStringLocalizer<Texts> texts) : IAsyncDisposable
{
    private ElementReference _dialog;
    private IJSObjectReference? _module;

    /// <summary>What is asked.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = string.Empty;

    /// <summary>What will happen.</summary>
    [Parameter, EditorRequired]
    public string Text { get; set; } = string.Empty;

    /// <summary>The word on the button that does it.</summary>
    [Parameter, EditorRequired]
    public string Yes { get; set; } = string.Empty;

    /// <summary>Whether the button warns.</summary>
    [Parameter]
    public bool Dangerous { get; set; }

    private IStringLocalizer<Texts> L => texts;

    private string YesClass => Dangerous ? "danger" : "primary";

    /// <summary>Asks, and waits for the answer.</summary>
    public async Task<bool> AskAsync()
    {
        _module ??= await js.InvokeAsync<IJSObjectReference>("import", "./_content/KefuBlazor.Components/Shared/ConfirmDialog.razor.js");
        return await _module.InvokeAsync<bool>("ask", Timeout.InfiniteTimeSpan, _dialog);
    }

    public ValueTask DisposeAsync() => _module.LetGoAsync();
}
