namespace KefuBlazor.Benchmarks.Reports;

/// <summary>A part of a document that a program writes, between two comments.</summary>
internal static class DocumentSection
{
    /// <summary>Replaces what stands there.</summary>
    /// <exception cref="InvalidOperationException">The document has no such part.</exception>
    public static void Write(string file, string name, string text) => Change(file, name, _ => text);

    /// <summary>Makes something else of what stands there.</summary>
    /// <exception cref="InvalidOperationException">The document has no such part.</exception>
    public static void Change(string file, string name, Func<string, string> change)
    {
        var (begin, end) = ($"<!-- bench {name}: written by ./test.sh bench", $"<!-- end of bench {name} -->");
        var document = File.ReadAllText(file);
        var from = document.IndexOf(begin, StringComparison.Ordinal) is >= 0 and var at ? document.IndexOf('\n', at) + 1 : 0;
        var to = document.IndexOf(end, StringComparison.Ordinal);
        if (from == 0 || to < from)
            throw new InvalidOperationException($"{file} has no part between '{begin} …' and '{end}'.");
        File.WriteAllText(file, document[..from] + change(document[from..to]).TrimEnd() + "\n" + document[to..]);
    }
}
