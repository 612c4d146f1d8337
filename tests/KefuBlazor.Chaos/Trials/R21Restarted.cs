using System.Net;
using System.Text.RegularExpressions;
using KefuBlazor.Chaos.Nodes;

namespace KefuBlazor.Chaos.Trials;

/// <summary>All nodes are restarted: whoever was known is known still, by cookie, session token or visitor token.</summary>
internal sealed partial class R21Restarted : Trial
{
    public override string Id => "R21";

    public override string Fault => "all nodes restarted, Redis wiped";

    public override IReadOnlyList<TopologyKind> Topologies => [TopologyKind.Single, TopologyKind.Cluster];

    public override TopologyKind? InEveryRun => TopologyKind.Cluster;

    public override Company Company => Company.Any;

    public override TimeSpan About => TimeSpan.FromSeconds(40);

    public override async Task PlayAsync(TrialRun run)
    {
        await using var stage = await Stage.OpenAsync(run, StagePlan.For(run) with { Customers = 30, Agents = 5 });
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = stage.Topology.Entry };
        run.Require(await SignInAsync(browser), "a browser could not sign in");
        run.Require(await IsSignedInAsync(browser), "a browser that signed in is not signed in");
        await stage.PlayAsync(TimeSpan.FromSeconds(3));
        foreach (var node in stage.Topology.Nodes)
            await node.StopAsync();
        if (stage.Topology is ClusterTopology cluster)
        {
            await cluster.Redis.KillAsync();
            await cluster.Redis.StartAgainAsync(); // empty
        }

        foreach (var node in stage.Topology.Nodes)
            await node.StartAsync();
        var back = await Load.Crowd.UntilAsync(() => stage.Crowd.All.All(client => client.IsConnected && client.Welcomes > 1), TimeSpan.FromSeconds(60));
        run.Require(await IsSignedInAsync(browser), "the restart signed a browser out");
        run.Require(back is not null, "a client did not come back by its token");
        await stage.PlayAsync(TimeSpan.FromSeconds(2));
        await stage.SettleAsync(); // a refused token is an oddity, and fails the run
    }

    private static async Task<bool> SignInAsync(HttpClient browser)
    {
        var page = await browser.GetStringAsync(new Uri("kefu/login", UriKind.Relative));
        var fields = Hidden().Matches(page).Select(match => (Name: match.Groups[1].Value, Value: WebUtility.HtmlDecode(match.Groups[2].Value)))
            .Append(("Input.UserName", "kefu001")).Append(("Input.Password", "123456"));
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
        using var answer = await browser.PostAsync(new Uri("kefu/login", UriKind.Relative), form);
        return answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.SeeOther;
    }

    private static async Task<bool> IsSignedInAsync(HttpClient browser)
    {
        using var answer = await browser.GetAsync(new Uri("api/kefu/me", UriKind.Relative));
        return answer.StatusCode == HttpStatusCode.OK;
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
