using KefuBlazor.Server.Tests.Support;

namespace KefuBlazor.Server.Tests.Conversations;

/// <summary>What is said on one node by HTTP is known on the other, where the agent is.</summary>
public sealed class QueueOnTwoNodesTests
{
    [Fact]
    public async Task LeaveMessage_ByHttpWhileTheAgentsAreOnTheOtherNode_IsTakenAndRefusedAsThere()
    {
        await using var cluster = await Cluster.StartAsync(2);
        var (here, there) = (cluster.Nodes[0], cluster.Nodes[1]);
        await using var customer = await KefuClient.CustomerAsync(here);
        using var left = await LeaveAsync(here, customer.VisitorToken, "m1");
        Assert.Equal(1, (await left.ReadAsync()).Number("seq"));

        await using var agent = await KefuClient.AgentAsync(there, await there.LoginAsync("kefu001"));
        var assigned = await agent.ExpectAsync("conversation", frame => frame.Text("status") == "active");
        Assert.Equal(("小陈", true), (assigned.Part("customer").Text("name"), assigned.Has("left_message_at")));

        // The first node knows that somebody is there as soon as the other has said so.
        await customer.ExpectAsync("online", frame => frame.Is("online"));
        using var late = await LeaveAsync(here, customer.VisitorToken, "m2");
        await late.AssertProblemAsync(409, "conflict");
        using var again = await LeaveAsync(there, customer.VisitorToken, "m1");
        Assert.True((await again.ReadAsync()).Is("duplicate"));
    }

    private static Task<HttpResponseMessage> LeaveAsync(ServerProcess node, string token, string clientId) =>
        node.PostAsync("/api/messages", token, new { type = "leave_message", client_id = clientId, content = "please call", name = "小陈" });
}
