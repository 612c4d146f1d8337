using System.Collections.Frozen;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Presence;

namespace KefuBlazor.Core.Storage.Redis;

/// <summary>Somebody, apart from what they are called.</summary>
internal readonly record struct Person(ParticipantType Type, string Id)
{
    public static Person Of(Participant who) => new(who.Type, who.Id);

    public Participant ToParticipant() => new(Type, Id, Id);
}

/// <summary>What came of a connection that opened or went.</summary>
/// <param name="Version">How often this node's presence had changed, if this was the first or last connection here; else null.</param>
/// <param name="Change">What to tell this node, if they were or are nowhere else.</param>
internal readonly record struct PresenceMove(long? Version, PresenceChanged? Change);

/// <summary>
/// Who is connected where, as far as this node knows: its own connections, counted, and what other nodes said or wrote down of theirs. Somebody
/// is present who is connected to any of them. Not for several threads at once.
/// </summary>
internal sealed class PresenceView
{
    private readonly Dictionary<Person, int> _here = [];
    private readonly Dictionary<string, OtherNode> _others = [];
    private readonly Dictionary<Person, int> _elsewhere = []; // On how many other nodes.
    private long _version;
    private FrozenSet<string>? _agents;

    /// <summary>How often this node's presence changed.</summary>
    public long Version => _version;

    /// <summary>The connections to this node.</summary>
    public IReadOnlyDictionary<Person, int> Here => _here;

    public IReadOnlyCollection<string> Others => _others.Keys;

    public FrozenSet<string> Agents => _agents ??=
        _here.Keys.Concat(_elsewhere.Keys).Where(person => person.Type == ParticipantType.Agent).Select(person => person.Id).ToFrozenSet();

    /// <summary>The customers, somebody on several nodes several times.</summary>
    public IEnumerable<string> Customers =>
        _here.Keys.Concat(_elsewhere.Keys).Where(person => person.Type == ParticipantType.Customer).Select(person => person.Id);

    public bool IsPresent(Person person) => _here.ContainsKey(person) || _elsewhere.ContainsKey(person);

    public PresenceMove Connect(Participant who)
    {
        var person = Person.Of(who);
        var before = IsPresent(person);
        var count = _here.GetValueOrDefault(person);
        _here[person] = count + 1;
        return new PresenceMove(count == 0 ? ++_version : null, Compare(who, before));
    }

    public PresenceMove Disconnect(Participant who)
    {
        var person = Person.Of(who);
        var last = --_here[person] == 0;
        if (last)
            _here.Remove(person);
        return new PresenceMove(last ? ++_version : null, Compare(who, before: true));
    }

    /// <summary>Whether all that a node had said up to a version is known.</summary>
    public bool Knows(string nodeId, long version) => _others.TryGetValue(nodeId, out var node) && node.IsWhole && node.Version >= version;

    /// <summary>Takes in what another node said of one of its own.</summary>
    public PresenceChanged? Apply(NodePresenceChanged said)
    {
        if (!_others.TryGetValue(said.NodeId, out var node))
            _others.Add(said.NodeId, node = new OtherNode { IsWhole = said.Version == 1 });
        else if (said.Version <= node.Version)
            return null;
        else if (said.Version != node.Version + 1)
            node.IsWhole = false;
        node.Version = said.Version;
        return Set(node, Person.Of(said.Who), said.Who, said.Present);
    }

    /// <summary>Takes in what another node wrote down: all of its own.</summary>
    public IReadOnlyList<PresenceChanged> Replace(string nodeId, long version, IReadOnlySet<Person> people)
    {
        if (!_others.TryGetValue(nodeId, out var node))
            _others.Add(nodeId, node = new OtherNode());
        if (version < node.Version)
            return []; // It has said newer things since.
        (node.Version, node.IsWhole) = (version, true);
        return
        [
            .. node.People.Except(people).ToList().Select(person => Set(node, person, person.ToParticipant(), false)).OfType<PresenceChanged>(),
            .. people.Except(node.People).ToList().Select(person => Set(node, person, person.ToParticipant(), true)).OfType<PresenceChanged>(),
        ];
    }

    /// <summary>Another node is gone, and whoever was connected to it.</summary>
    public IReadOnlyList<PresenceChanged> Remove(string nodeId) => _others.Remove(nodeId, out var node)
        ? [.. node.People.ToList().Select(person => Set(node, person, person.ToParticipant(), false)).OfType<PresenceChanged>()]
        : [];

    private PresenceChanged? Set(OtherNode node, Person person, Participant who, bool present)
    {
        if (present ? !node.People.Add(person) : !node.People.Remove(person))
            return null;
        var before = IsPresent(person);
        var count = _elsewhere.GetValueOrDefault(person) + (present ? 1 : -1);
        if (count == 0)
            _elsewhere.Remove(person);
        else
            _elsewhere[person] = count;
        return Compare(who, before);
    }

    private PresenceChanged? Compare(Participant who, bool before)
    {
        var now = IsPresent(Person.Of(who));
        if (now == before)
            return null;
        if (who.IsAgent)
            _agents = null;
        return new PresenceChanged(who, now);
    }

    private sealed class OtherNode
    {
        public HashSet<Person> People { get; } = [];

        public long Version { get; set; }

        /// <summary>Whether nothing it said or wrote up to this version was missed.</summary>
        public bool IsWhole { get; set; }
    }
}
