using KefuBlazor.Testing;

namespace KefuBlazor.Benchmarks.Relay;

/// <summary>That what was counted was really done.</summary>
internal static class RelayChecks
{
    /// <summary>Waits until nothing is on its way any more.</summary>
    /// <exception cref="InvalidOperationException">A connection was cut off or refused.</exception>
    public static async Task SettleAsync(IContender contender)
    {
        ThrowOnFaults(contender);
        await Eventually.HoldsAsync(
            () => Task.FromResult(contender.Customers.All(customer => !customer.IsWaiting) && (contender.Agents.Count == 0 || Missing(contender) == 0)),
            () => $"{contender.Name}: {contender.Customers.Count(customer => customer.IsWaiting)} customers wait, {Missing(contender)} texts are not delivered",
            TimeSpan.FromSeconds(30));
        ThrowOnFaults(contender);
    }

    /// <summary>Compares what was acked, delivered and stored.</summary>
    /// <exception cref="InvalidOperationException">They are not the same.</exception>
    public static void ThrowOnLoss(IContender contender)
    {
        var acked = contender.Customers.Sum(customer => customer.Acked);
        if (contender.CountStored() is { } stored && stored != acked)
            throw new InvalidOperationException($"{contender.Name} acked {acked} texts and stored {stored}.");
    }

    private static long Missing(IContender contender) =>
        contender.Customers.Sum(customer => customer.Acked) - contender.Agents.Sum(agent => agent.Delivered);

    private static void ThrowOnFaults(IContender contender)
    {
        var fault = contender.Customers.Select(customer => customer.Fault).Concat(contender.Agents.Select(agent => agent.Fault)).FirstOrDefault(one => one is not null);
        if (fault is not null)
            throw new InvalidOperationException($"{contender.Name}: {fault}");
    }
}
