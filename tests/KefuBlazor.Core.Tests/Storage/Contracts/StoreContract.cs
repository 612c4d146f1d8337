namespace KefuBlazor.Core.Tests.Storage.Contracts;

/// <summary>What all suites on a store share. A provider's tests inherit a suite and say how a Core on that provider is started.</summary>
public abstract class StoreContract : IAsyncLifetime
{
    private CoreHost? _core;

    private protected CoreHost Core => _core ?? throw new InvalidOperationException("The host is not started yet.");

    public async Task InitializeAsync() => _core = await StartHostAsync();

    public async Task DisposeAsync()
    {
        if (_core is not null)
            await _core.DisposeAsync();
    }

    /// <summary>A Core on an empty store of this provider, sends unlimited.</summary>
    private protected abstract Task<CoreHost> StartHostAsync();
}
