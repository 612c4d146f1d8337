namespace KefuBlazor.Benchmarks;

/// <summary>Publishes the server for the first benchmark that wants it, and keeps it for the others of the run.</summary>
internal sealed class Publishing : IAsyncDisposable
{
    private Task<PublishedServer>? _published;

    /// <summary>The server; it is the run's, not the caller's.</summary>
    public Task<PublishedServer> ServerAsync() => _published ??= PublishedServer.MakeAsync();

    public async ValueTask DisposeAsync()
    {
        // What could not be published was told of to who asked for it, and has nothing to be deleted.
        if (_published is { IsCompletedSuccessfully: true })
            (await _published).Dispose();
    }
}
