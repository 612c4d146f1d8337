namespace KefuBlazor.Chaos.Nodes;

/// <summary>Where the solution lies.</summary>
internal static class Solution
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "KefuBlazor.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The program does not lie within the solution.");
        return folder.FullName;
    }
}
