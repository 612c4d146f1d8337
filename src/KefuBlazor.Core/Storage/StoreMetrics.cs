using System.Diagnostics.Metrics;

namespace KefuBlazor.Core.Storage;

/// <summary>What the store tells of itself to whoever listens (<c>dotnet-counters</c>, OpenTelemetry); to nobody it costs nothing.</summary>
internal static class StoreMetrics
{
    private static readonly Meter Meter = new("KefuBlazor.Store");

    /// <summary>How many writes shared a commit: their mean says how well groups form, their count how many commits there are.</summary>
    public static readonly Histogram<int> CommitWrites = Meter.CreateHistogram<int>("kefu.store.commit.writes", "{write}", "Writes that shared a commit");
}
