using KefuBlazor.Core.Storage.Redis;
using Microsoft.Extensions.Time.Testing;

namespace KefuBlazor.Core.Tests.Storage.Redis;

public sealed class HeardNodesTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly HeardNodes _nodes;

    public HeardNodesTests() => _nodes = new HeardNodes(TimeSpan.FromSeconds(3), _time);

    [Fact]
    public void Hear_ForTheFirstTime_IsAfterAGap()
    {
        // It may have said things to people here that it could not send.
        Assert.Equal(Hearing.AfterGap, _nodes.Hear("a", 17));
    }

    [Fact]
    public void Hear_InOrderOfEachNode_IsNext()
    {
        _nodes.Hear("a", 17);
        _nodes.Hear("b", 3);
        Assert.Equal(Hearing.Next, _nodes.Hear("a", 18));
        Assert.Equal(Hearing.Next, _nodes.Hear("b", 4));
    }

    [Fact]
    public void Hear_NumberLeftOut_IsAfterGapOnce()
    {
        _nodes.Hear("a", 1);
        Assert.Equal(Hearing.AfterGap, _nodes.Hear("a", 3));
        Assert.Equal(Hearing.Next, _nodes.Hear("a", 4));
    }

    [Fact]
    public void Hear_SameOrEarlier_IsAgain()
    {
        _nodes.Hear("a", 5);
        Assert.Equal(Hearing.Again, _nodes.Hear("a", 5));
        Assert.Equal(Hearing.Again, _nodes.Hear("a", 4));
    }

    [Fact]
    public void ForgetSilent_NodeThatSaidNothing_IsNoticedOnce()
    {
        _nodes.Hear("a", 1);
        _nodes.Hear("b", 1);
        _time.Advance(TimeSpan.FromSeconds(2));
        _nodes.Hear("b", 2);
        Assert.False(_nodes.ForgetSilent());
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(_nodes.ForgetSilent());
        Assert.False(_nodes.ForgetSilent());
        Assert.Equal(Hearing.Next, _nodes.Hear("b", 3));
        Assert.Equal(Hearing.AfterGap, _nodes.Hear("a", 2)); // back
    }
}
