using KefuBlazor.Chaos.Nodes;

namespace KefuBlazor.Chaos.Trials;

/// <summary>Load for a long time while clients come and go: what the server holds must not grow with time.</summary>
internal sealed class R23Soak : Trial
{
    private const long MostNewKeys = 20;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(5);

    public override string Id => "R23";

    public override string Fault => "soak of 20 min with churn";

    public override IReadOnlyList<TopologyKind> Topologies => [TopologyKind.Single, TopologyKind.Cluster];

    public override Company Company => Company.LongOnes;

    public override TimeSpan About => TimeSpan.FromSeconds(1240);

    public override async Task PlayAsync(TrialRun run)
    {
        var duration = run.Pick(TimeSpan.FromMinutes(20), TimeSpan.FromSeconds(30));
        var random = new Random(run.Seed);
        await using var stage = await Stage.OpenAsync(run, StagePlan.For(run));
        var looks = stage.Topology.Nodes.ToDictionary(node => node, _ => new List<Footprint>());
        var keys = new List<long>();
        await stage.PlayAsync(duration, async () =>
        {
            var end = stage.Journal.Now + duration;
            while (stage.Journal.Now + BetweenLooks < end)
            {
                await Task.Delay(BetweenLooks);
                foreach (var (node, taken) in looks)
                    taken.Add(Footprint.Of(node));
                if (stage.Topology is ClusterTopology cluster)
                    keys.Add(long.Parse(await cluster.Redis.RunAsync("DBSIZE"), System.Globalization.CultureInfo.InvariantCulture));
                for (var drop = 0; drop < 10; drop++)
                    stage.Crowd.Customers[random.Next(stage.Crowd.Customers.Count)].Drop();
            }
        });
        foreach (var (node, taken) in looks)
            Compare(run, node.Name, taken);
        if (stage.Topology is ClusterTopology)
            CompareKeys(run, keys);
        await stage.SettleAsync();
    }

    private static void CompareKeys(TrialRun run, List<long> counts)
    {
        var (from, to) = (counts[counts.Count / 5], counts[^1]);
        run.Figure($"{from} → {to} keys in Redis");
        run.Require(to <= from + MostNewKeys, $"Redis grew from {from} to {to} keys");
    }

    // The first fifth is warming up: what comes then is compared with the end. Those between tell whether it still grows.
    private static void Compare(TrialRun run, string node, List<Footprint> looks)
    {
        var fifth = Math.Max(1, looks.Count / 5);
        List<List<Footprint>> fifths = [.. Enumerable.Range(1, 4).Select(part => looks.Skip(part * fifth).Take(fifth).ToList())];
        foreach (var (what, of, slack) in new (string, Func<Footprint, long>, long)[]
        {
            ("MB", look => look.Megabytes, 60), ("handles", look => look.Handles, 30),
            ("threads", look => look.Threads, 10), ("MB of log", look => look.LogMegabytes, 16),
        })
        {
            List<long> medians = [.. fifths.Where(some => some.Count > 0).Select(some => some.Select(of).Order().ElementAt(some.Count / 2))];
            run.Figure($"{node}: {string.Join(" → ", medians)} {what}");
            run.Require(medians[^1] <= medians[0] + slack, $"{node} grew from {medians[0]} to {medians[^1]} {what}");
        }
    }

    private sealed record Footprint(long Megabytes, long Handles, long Threads, long LogMegabytes)
    {
        public static Footprint Of(ServerNode node)
        {
            var status = File.ReadAllLines($"/proc/{node.ProcessId}/status");
            long Number(string name) => long.Parse(
                status.First(line => line.StartsWith(name, StringComparison.Ordinal)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1],
                System.Globalization.CultureInfo.InvariantCulture);
            var log = new FileInfo(Path.Combine(node.Folder, "data", "kefu.db-wal"));
            return new Footprint(
                Number("VmRSS") / 1024,
                Directory.GetFiles($"/proc/{node.ProcessId}/fd").Length,
                Number("Threads"),
                log.Exists ? log.Length / (1024 * 1024) : 0);
        }
    }
}
