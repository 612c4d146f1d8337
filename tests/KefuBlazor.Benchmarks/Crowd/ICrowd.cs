using KefuBlazor.Benchmarks.Relay;

namespace KefuBlazor.Benchmarks.Crowd;

/// <summary>A server and many who are connected to it.</summary>
internal interface ICrowd : IAsyncDisposable
{
    MeasuredProcess Process { get; }

    /// <summary>Starts the server; nobody is connected yet.</summary>
    Task StartAsync();

    /// <summary>Connects somebody who was never there.</summary>
    Task<RelayCustomer> ConnectAsync();

    /// <summary>Connects one of those again who were there.</summary>
    Task<RelayCustomer> ReturnAsync(RelayCustomer gone);
}
