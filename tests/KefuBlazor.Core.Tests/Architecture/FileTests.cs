namespace KefuBlazor.Core.Tests.Architecture;

/// <summary>Files stay of a size that one can take in.</summary>
public sealed class FileTests
{
    private const int MostLines = 400;
    private const int MostLinesOfProgram = 60;

    private static readonly string[] Kinds = [".cs", ".razor", ".js"];
    private static readonly string[] Elsewhere = ["bin", "obj", "node_modules", "Migrations", "lib"];

    [Fact]
    public void Sources_Each_HaveAtMostFourHundredLines()
    {
        var sources = new[] { "src", "tests", "wwwroot-kehu" }.SelectMany(folder => Sources(new DirectoryInfo(Path.Combine(Root(), folder)))).ToList();
        Assert.True(sources.Count > 100, $"Only {sources.Count} files were found below {Root()}.");
        var longer = sources.Select(file => (file, Lines: File.ReadLines(file).Count())).Where(it => it.Lines > MostLines);
        Assert.Empty(longer.Select(it => $"{Path.GetRelativePath(Root(), it.file)}: {it.Lines}"));
    }

    [Fact]
    public void Program_IsATableOfContents() => Assert.InRange(
        File.ReadLines(Path.Combine(Root(), "src", "KefuBlazor.Server", "Program.cs")).Count(), 1, MostLinesOfProgram);

    private static IEnumerable<string> Sources(DirectoryInfo folder) => folder.EnumerateFiles().Where(file => Kinds.Contains(file.Extension)).Select(file => file.FullName)
        .Concat(folder.EnumerateDirectories().Where(it => !Elsewhere.Contains(it.Name)).SelectMany(Sources));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "KefuBlazor.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException($"No KefuBlazor.sln above {AppContext.BaseDirectory}.");
        return folder.FullName;
    }
}
