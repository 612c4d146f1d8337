namespace KefuBlazor.Benchmarks.History;

/// <summary>Where what takes long to make is kept between runs.</summary>
internal static class CacheFolder
{
    public static string Path { get; } = System.IO.Path.Combine(Base, "kefublazor", "bench-history");

    // What is root's own nobody else may enter, and PostgreSQL runs as somebody else there.
    private static string Base => Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } said
        ? said
        : Environment.UserName == "root" ? "/var/cache" : System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
}
