namespace KefuBlazor.Testing;

/// <summary>Where the solution lies that these tests were built from.</summary>
public static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "KefuBlazor.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not lie within the solution.");
        return folder.FullName;
    }
}
