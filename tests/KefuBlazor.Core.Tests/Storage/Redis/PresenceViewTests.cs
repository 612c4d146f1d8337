using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Presence;
using KefuBlazor.Core.Storage.Redis;

namespace KefuBlazor.Core.Tests.Storage.Redis;

public sealed class PresenceViewTests
{
    private static readonly Participant Agent = new(ParticipantType.Agent, "kefu001", "客服小王");
    private static readonly Person Known = Person.Of(Agent);

    private readonly PresenceView _view = new();

    [Fact]
    public void Connect_FirstAndLastHere_AreVersionsAndChanges()
    {
        Assert.Equal(new PresenceMove(1, new PresenceChanged(Agent, true)), _view.Connect(Agent));
        Assert.Equal(new PresenceMove(null, null), _view.Connect(Agent));
        Assert.Equal(new PresenceMove(null, null), _view.Disconnect(Agent));
        Assert.Equal(new PresenceMove(2, new PresenceChanged(Agent, false)), _view.Disconnect(Agent));
    }

    [Fact]
    public void Disconnect_ConnectedElsewhereToo_IsNoChangeUntilTheyLeaveThere()
    {
        _view.Connect(Agent);
        Assert.Null(_view.Apply(new NodePresenceChanged("b", 1, Agent, true)));
        Assert.Equal(new PresenceMove(2, null), _view.Disconnect(Agent));
        Assert.Equal([Agent.Id], _view.Agents);
        Assert.Equal(new PresenceChanged(Agent, false), _view.Apply(new NodePresenceChanged("b", 2, Agent, false)));
        Assert.Empty(_view.Agents);
    }

    [Fact]
    public void Apply_VersionLeftOut_IsTakenInAndTheNodeNotKnown()
    {
        _view.Apply(new NodePresenceChanged("b", 1, Agent, true));
        Assert.True(_view.Knows("b", 1));
        Assert.False(_view.Knows("b", 2));
        _view.Apply(new NodePresenceChanged("b", 3, Agent, false));
        Assert.Empty(_view.Agents);
        Assert.False(_view.Knows("b", 3));
        _view.Replace("b", 3, new HashSet<Person>());
        Assert.True(_view.Knows("b", 3));
    }

    [Fact]
    public void Apply_OlderThanKnown_IsLeftOut()
    {
        _view.Replace("b", 5, new HashSet<Person> { Known });
        Assert.Null(_view.Apply(new NodePresenceChanged("b", 4, Agent, false)));
        Assert.Equal([Agent.Id], _view.Agents);
    }

    [Fact]
    public void Replace_OlderThanSaid_IsLeftOut()
    {
        _view.Apply(new NodePresenceChanged("b", 5, Agent, true));
        Assert.Empty(_view.Replace("b", 4, new HashSet<Person>()));
        Assert.Equal([Agent.Id], _view.Agents);
    }

    [Fact]
    public void Replace_OthersThanBefore_IsComingsAndGoings()
    {
        var other = new Person(ParticipantType.Customer, "customer_a");
        _view.Replace("b", 1, new HashSet<Person> { Known });
        Assert.Equal([(Known, false), (other, true)], _view.Replace("b", 2, new HashSet<Person> { other }).Select(it => (Person.Of(it.Who), it.Present)));
    }

    [Fact]
    public void Remove_Node_TakesWhoeverWasOnlyThere()
    {
        var other = new Person(ParticipantType.Customer, "customer_a");
        _view.Connect(Agent);
        _view.Replace("b", 1, new HashSet<Person> { Known, other });
        Assert.Equal([(other, false)], _view.Remove("b").Select(it => (Person.Of(it.Who), it.Present)));
        Assert.Empty(_view.Remove("b"));
        Assert.Equal([Agent.Id], _view.Agents);
    }
}
