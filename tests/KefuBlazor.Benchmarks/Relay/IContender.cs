namespace KefuBlazor.Benchmarks.Relay;

/// <summary>A server in a process of its own that takes customers' texts, and the clients who write to it.</summary>
internal interface IContender : IAsyncDisposable
{
    string Name { get; }

    /// <summary>The process that is measured.</summary>
    MeasuredProcess Process { get; }

    IReadOnlyList<RelayCustomer> Customers { get; }

    /// <summary>Who is told; empty where nobody is.</summary>
    IReadOnlyList<RelayAgent> Agents { get; }

    /// <summary>Starts the server and connects all.</summary>
    Task StartAsync(int customers);

    /// <summary>How many texts its store holds; null where it has no store.</summary>
    long? CountStored();
}
