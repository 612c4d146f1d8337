using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Messages;

namespace KefuBlazor.Benchmarks.History;

/// <summary>What people ask of one past, by the services that the desk, the HTTP API and customers' sockets call.</summary>
internal sealed class PastReads
{
    private const int Sampled = 1000;
    private const int PagesDeep = 20;

    private static readonly Participant Agent = new(ParticipantType.Agent, PastYears.Agent, "Agent");
    private static readonly Participant Supervisor = new(ParticipantType.Agent, "agent_1", "Supervisor", SeesAll: true);

    private readonly Random _random = new(7);
    private readonly Installation _installation;
    private readonly List<string[]> _sampled; // id and customer of conversations that were the agent's, from all years
    private readonly string _longest;
    private readonly int _length;
    private readonly List<string?> _ofAgent;
    private readonly List<string?> _ofAll;
    private readonly List<string?> _served;

    private PastReads(Installation installation, List<string[]> sampled, string longest, int length, List<string?> ofAgent, List<string?> ofAll, List<string?> served)
    {
        (_installation, _sampled, _longest, _length, _ofAgent, _ofAll, _served) = (installation, sampled, longest, length, ofAgent, ofAll, served);
        All =
        [
            ("a history page", () => ReadAsync(Agent, new HistoryQuery(One(_sampled)[0]))),
            ("a page far back in the longest conversation", () =>
                ReadAsync(Supervisor, new HistoryQuery(_longest, BeforeSeq: _random.Next(51, _length)))),
            ("an agent's list of what they closed", () => ListAsync(Agent, Closed(Agent.Id), _ofAgent)),
            ("a supervisor's list of what was closed", () => ListAsync(Supervisor, Closed(null), _ofAll)),
            ("an agent's list of what they ever had", () => ListAsync(Agent, Closed(null), _served)),
            ("an agent's open conversations", () => ListAsync(Agent, new ConversationFilter { Status = ConversationStatus.Active, AgentId = Agent.Id }, [null])),
            ("the queue", () => ListAsync(Agent, new ConversationFilter { Status = ConversationStatus.Waiting }, [null])),
            ("everything that a supervisor sees", () => ListAsync(Supervisor, new ConversationFilter(), [null])),
            ("a customer's conversation as they come back", () => _installation.Conversations.CurrentOfAsync(One(_sampled)[1])),
        ];
    }

    /// <summary>Each by its name.</summary>
    public IReadOnlyList<(string Name, Func<Task> Ask)> All { get; }

    public static async Task<PastReads> PrepareAsync(IPast past, Dictionary<string, string?> settings, Installation installation, int messages)
    {
        await using var connection = await past.ConnectAsync(settings);
        var sampled = await PastMaker.ReadAsync(
            connection, $"SELECT id, customer_id FROM conversations WHERE agent_id = '{PastYears.Agent}' AND status = 2 ORDER BY random() LIMIT {Sampled}");
        var longest = (await PastMaker.ReadAsync(connection, "SELECT id FROM conversations ORDER BY last_seq DESC LIMIT 1")).Single()[0];
        return new PastReads(
            installation,
            sampled,
            longest,
            PastYears.LongestOf(messages),
            await CursorsAsync(installation, Agent, Closed(Agent.Id)),
            await CursorsAsync(installation, Supervisor, Closed(null)),
            await CursorsAsync(installation, Agent, Closed(null)));
    }

    private static ConversationFilter Closed(string? agentId) => new() { Status = ConversationStatus.Closed, AgentId = agentId, Limit = 50 };

    /// <summary>Where the first pages begin, as far as they are full.</summary>
    private static async Task<List<string?>> CursorsAsync(Installation installation, Participant agent, ConversationFilter filter)
    {
        var cursors = new List<string?>();
        string? cursor = null;
        do
        {
            cursors.Add(cursor);
            cursor = (await installation.Conversations.ListAsync(agent, filter with { Cursor = cursor })).Value.Next;
        }
        while (cursor is not null && cursors.Count < PagesDeep);
        if (cursor is null)
            cursors.RemoveAt(cursors.Count - 1);
        return cursors;
    }

    private async Task ReadAsync(Participant caller, HistoryQuery query)
    {
        var page = await _installation.Messages.HistoryAsync(caller, query);
        if (!page.Succeeded || page.Value.Messages.Count == 0)
            throw new InvalidOperationException($"A history page was refused or is empty: {page.Error}");
    }

    private async Task ListAsync(Participant caller, ConversationFilter filter, List<string?> cursors)
    {
        var page = await _installation.Conversations.ListAsync(caller, filter with { Cursor = One(cursors) });
        if (!page.Succeeded || page.Value.Items.Count == 0)
            throw new InvalidOperationException($"A list was refused or is empty: {page.Error}");
    }

    private T One<T>(List<T> some) => some[_random.Next(some.Count)];
}
