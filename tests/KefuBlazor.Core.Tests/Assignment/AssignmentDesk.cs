using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Jobs;
using KefuBlazor.Core.Presence;

namespace KefuBlazor.Core.Tests.Assignment;

/// <summary>A Core with agents who come and go. Its assignment looks when it is told to, and not by itself.</summary>
internal sealed class AssignmentDesk(CoreHost core) : IAsyncDisposable
{
    private readonly Dictionary<string, Stack<IAsyncDisposable>> _connections = [];

    public CoreHost Core => core;

    public static async Task<AssignmentDesk> StartAsync(int capacity = 10) => new(await CoreHost.StartAsync(
        new(Scenarios.Unlimited) { ["Assignment:Capacity"] = capacity.ToString(System.Globalization.CultureInfo.InvariantCulture) }));

    /// <summary>A new agent with one connection.</summary>
    public async Task<Participant> AddPresentAsync(string id)
    {
        var agent = await core.AddAgentAsync(id);
        await ConnectAsync(agent);
        return agent;
    }

    public async Task ConnectAsync(Participant agent)
    {
        if (!_connections.TryGetValue(agent.Id, out var connections))
            _connections[agent.Id] = connections = new Stack<IAsyncDisposable>();
        connections.Push(await core.Get<IPresence>().ConnectAsync(agent));
    }

    /// <summary>One of the agent's connections drops.</summary>
    public async Task DropAsync(Participant agent) => await _connections[agent.Id].Pop().DisposeAsync();

    /// <summary>One look of the node that does the background jobs: the lease is renewed as its own loop would have.</summary>
    public async Task<TimeSpan> LookAsync()
    {
        await core.Get<JobLease>().AskAsync(CancellationToken.None);
        return await core.Assignment.LookAsync(CancellationToken.None);
    }

    /// <summary>Conversations that wait, oldest first, a second apart.</summary>
    public async Task<Conversation[]> WaitAsync(int count)
    {
        var opened = new Conversation[count];
        for (var n = 0; n < count; n++)
        {
            opened[n] = await core.OpenAsync();
            core.Time.Advance(TimeSpan.FromSeconds(1));
        }

        return opened;
    }

    /// <summary>Whose each conversation is; null for one without an agent.</summary>
    public async Task<IReadOnlyList<string?>> OwnersAsync(params Conversation[] conversations)
    {
        var owners = new List<string?>();
        foreach (var conversation in conversations)
            owners.Add((await core.SeeAsync(conversation.Id)).Agent?.Id);
        return owners;
    }

    public ValueTask DisposeAsync() => core.DisposeAsync();
}
