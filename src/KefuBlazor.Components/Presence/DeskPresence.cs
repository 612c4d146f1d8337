using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Presence;

namespace KefuBlazor.Components.Presence;

/// <summary>
/// Counts the agent of a circuit as present for exactly as long as their browser is connected: a circuit whose connection dropped is kept for
/// a while, its agent is not there.
/// </summary>
public sealed class DeskPresence(IPresence presence) : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private Participant? _agent;
    private IAsyncDisposable? _held;
    private bool _connected = true;

    /// <summary>The browser came back after its connection had dropped; called on any thread.</summary>
    public event Action? Reconnected;

    /// <summary>The desk was opened by this agent.</summary>
    public async Task StartAsync(Participant agent)
    {
        _agent = agent;
        await SettleAsync();
    }

    /// <summary>The browser's connection is up.</summary>
    public async Task ConnectedAsync()
    {
        var before = _connected;
        _connected = true;
        await SettleAsync();
        if (!before)
            Reconnected?.Invoke();
    }

    /// <summary>The browser's connection is down.</summary>
    public Task DisconnectedAsync()
    {
        _connected = false;
        return SettleAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _agent = null;
        await SettleAsync();
    }

    private async Task SettleAsync()
    {
        await _gate.WaitAsync();
        try
        {
            if (_agent is { } agent && _connected)
            {
                _held ??= await presence.ConnectAsync(agent);
            }
            else if (_held is { } held)
            {
                _held = null;
                await held.DisposeAsync();
            }
        }
        finally
        {
            _gate.Release();
        }
    }
}
