namespace KefuBlazor.Benchmarks.Reports;

/// <summary>A part of a document that a program writes, between two comments.</summary>
internal static class DocumentSection
{
    /// <summary>Replaces what stands there.</summary>
    /// <exception cref="InvalidOperationException">The document has no such part.</exception>
    public static void Write(string file, string name, string text)
    {
        var (begin, end) = ($"<!-- bench {name}: written by ./test.sh bench {name} -->\n", $"<!-- end of bench {name} -->");
        var document = File.ReadAllText(file);
        var from = document.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        var to = document.IndexOf(end, StringComparison.Ordinal);
        if (from < begin.Length || to < from)
            throw new InvalidOperationException($"{file} has no part between '{begin.Trim()}' and '{end}'.");
        File.WriteAllText(file, document[..from] + text.TrimEnd() + "\n" + document[to..]);
    }
}
