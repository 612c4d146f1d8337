using System.Text.Json;

namespace KefuBlazor.Benchmarks.Load;

/// <summary>A customer who writes as soon as the last text is acked and answered.</summary>
internal sealed class LoadCustomer : LoadClient
{
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _awaited;
    private volatile bool _goesOn;

    /// <summary>Who answers; null before the first answer.</summary>
    public string? Agent { get; private set; }

    public Task ConnectAsync(Uri node) => OpenAsync(node, "user_type=kehu", secret: null);

    /// <summary>Writes the first text, which opens the conversation, and waits for the agent's answer.</summary>
    public async Task BeginAsync()
    {
        await WriteAsync();
        await _answered.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    /// <summary>Writes on and on.</summary>
    public Task GoOnAsync()
    {
        _goesOn = true;
        return WriteAsync();
    }

    protected override Task OnAckAsync() => DoneAsync();

    protected override async Task OnTextAsync(JsonElement text)
    {
        Agent = text.GetProperty("from_user_id").GetString();
        await DoneAsync();
    }

    private Task WriteAsync()
    {
        _awaited = 2;
        return SendAsync(conversationId: null);
    }

    private async Task DoneAsync()
    {
        if (--_awaited > 0)
            return;
        _answered.TrySetResult();
        if (_goesOn)
            await WriteAsync();
    }
}
