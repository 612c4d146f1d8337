namespace KefuBlazor.Benchmarks.Reports;

/// <summary>The table of all aims, in which each benchmark has its rows: who runs one alone renews that one's.</summary>
internal static class AimsTable
{
    private const string Head = "| benchmark | figure | aim | measured | met |\n|---|---|---|---|---|\n";

    /// <param name="table">As it stands there; it may be empty.</param>
    /// <param name="benchmark">Whose rows are replaced.</param>
    /// <param name="aims">By what.</param>
    /// <param name="order">All benchmarks, as their rows follow one another; rows of others go.</param>
    public static string Replace(string table, string benchmark, IEnumerable<Aim> aims, IReadOnlyList<string> order)
    {
        var places = order.Index().ToDictionary(one => one.Item, one => one.Index);
        var rows = table.Split('\n')
            .Where(row => BenchmarkOf(row) is var name && name != benchmark && places.ContainsKey(name))
            .Concat(aims.Select(aim => Row(benchmark, aim)))
            .OrderBy(row => places[BenchmarkOf(row)]);
        return Head + string.Join('\n', rows);
    }

    private static string BenchmarkOf(string row) => row.Split('|') is [_, var name, ..] ? name.Trim() : string.Empty;

    private static string Row(string benchmark, Aim aim) =>
        $"| {benchmark} | {aim.What} | {aim.Wanted} | {aim.Was} | {(aim.IsMet ? "yes" : "**no**")} |";
}
