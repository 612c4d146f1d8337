namespace KefuBlazor.Benchmarks;

/// <summary>Something that is measured.</summary>
internal abstract class Benchmark
{
    /// <summary>By which it is asked for.</summary>
    public abstract string Name { get; }

    /// <summary>What it measures, in a line.</summary>
    public abstract string Summary { get; }

    /// <summary>The document that has a section for its figures.</summary>
    public abstract string Document { get; }

    /// <summary>Measures.</summary>
    /// <param name="options">How long, and how large.</param>
    /// <param name="publishing">Has the server as it is shipped.</param>
    public abstract Task<Findings> RunAsync(BenchmarkOptions options, Publishing publishing);
}
