using KefuBlazor.Core;
using KefuBlazor.Core.Agents;
using KefuBlazor.Core.Assignment;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Customers;
using KefuBlazor.Core.Messages;
using KefuBlazor.Core.Presence;

namespace KefuBlazor.Components.Tests.Fakes;

/// <summary>
/// Core as a test arranges it: what is stored is what the test put here, nothing is published by itself, and what was called is kept. The
/// real one would answer in its own time; these tests are about what happens between answers.
/// </summary>
internal sealed class FakeCore : IConversationService, IMessageService, IAssignmentService, IAgentService, IAgentTokenService, ICustomerDirectory, IPresence
{
    public Dictionary<string, Conversation> Conversations { get; } = [];

    public Dictionary<string, List<Message>> Messages { get; } = [];

    public List<HistoryQuery> HistoryQueries { get; } = [];

    public List<OutgoingMessage> Sent { get; } = [];

    public List<(MarkKind Kind, string? Id, long Seq)> Marks { get; } = [];

    public List<(string? Id, bool Active)> Typed { get; } = [];

    /// <summary>By customer.</summary>
    public Dictionary<string, CustomerProfile> Profiles { get; } = [];

    public HashSet<string> PresentCustomers { get; } = [];

    public int Connections { get; private set; }

    public bool SignInLives { get; set; } = true;

    /// <summary>Why the next calls are refused; null for none.</summary>
    public Error? Refusal { get; set; }

    public bool Online => true;

    public void Put(Conversation conversation, params Message[] messages)
    {
        Conversations[conversation.Id] = messages is [.., var last]
            ? conversation with
            {
                LastSeq = Math.Max(conversation.LastSeq, last.Seq),
                LastMessage = conversation.LastMessage ?? LastMessage.Of(last),
            }
            : conversation;
        Messages[conversation.Id] = [.. messages];
    }

    public Task<Result<Conversation>> FindAsync(Participant caller, string conversationId, CancellationToken cancellationToken) =>
        Answer(conversationId);

    public Task<Result<Conversation>> FindServedAsync(Participant agent, string conversationId, CancellationToken cancellationToken) =>
        Answer(conversationId);

    public Task<Conversation?> CurrentOfAsync(string customerId, CancellationToken cancellationToken) =>
        Task.FromResult(Conversations.Values.FirstOrDefault(conversation => conversation.CustomerId == customerId));

    public Task<IReadOnlyList<Conversation>> OpenOfAsync(
        Participant agent, IReadOnlyCollection<string> customerIds, CancellationToken cancellationToken) => throw new NotSupportedException("For programs.");

    public Task<OpenConversations> CountOpenAsync(CancellationToken cancellationToken) => throw new NotSupportedException("For operators.");

    public Task<IReadOnlyList<ConversationHead>> HeadsForAsync(string agentId, CancellationToken cancellationToken) =>
        throw new NotSupportedException("For sockets.");

    public Task<Result<Page<Conversation>>> ListAsync(Participant agent, ConversationFilter filter, CancellationToken cancellationToken)
    {
        if (Refusal is { } refusal)
            return Task.FromResult<Result<Page<Conversation>>>(refusal);

        var items = Conversations.Values.Where(conversation =>
            (filter.Status is null || conversation.Status == filter.Status)
            && (filter.AgentId is null || conversation.Agent?.Id == filter.AgentId)
            && (filter.CustomerId is null || conversation.CustomerId == filter.CustomerId)
            && (filter.Query is null || conversation.CustomerId.Contains(filter.Query, StringComparison.Ordinal)));
        return Task.FromResult<Result<Page<Conversation>>>(new Page<Conversation>([.. items], null));
    }

    public Task<Result<Conversation>> CloseAsync(Participant caller, string? conversationId, CancellationToken cancellationToken) =>
        Change(conversationId!, known => known with { Status = ConversationStatus.Closed, ClosedAt = Some.Now, ClosedBy = caller.Type });

    public Task<Result<Conversation>> ReopenAsync(Participant agent, string conversationId, CancellationToken cancellationToken) =>
        Change(conversationId, known => known with { Status = ConversationStatus.Active, ClosedAt = null, ClosedBy = null });

    public Task<Error?> MoveMarkAsync(
        Participant caller, string? conversationId, MarkKind kind, long seq, string? origin, CancellationToken cancellationToken)
    {
        Marks.Add((kind, conversationId, seq));
        return Task.FromResult(Refusal);
    }

    public Task<Error?> TypeAsync(Participant caller, string? conversationId, bool active, string? draft, CancellationToken cancellationToken)
    {
        Typed.Add((conversationId, active));
        return Task.FromResult(Refusal);
    }

    public Task<Result<Receipt>> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        Sent.Add(message);
        if (Refusal is { } refusal)
            return Task.FromResult<Result<Receipt>>(refusal);

        var stored = Messages[message.ConversationId!];
        var added = Some.Message(stored.Count + 1, message.Content, message.Sender, null, message.ConversationId!, message.ClientId);
        stored.Add(added);
        return Task.FromResult<Result<Receipt>>(new Receipt(added, false));
    }

    public Task<Result<HistoryPage>> HistoryAsync(Participant caller, HistoryQuery query, CancellationToken cancellationToken)
    {
        HistoryQueries.Add(query);
        if (Refusal is { } refusal)
            return Task.FromResult<Result<HistoryPage>>(refusal);

        var all = Messages.GetValueOrDefault(query.ConversationId!, []);
        var asked = all.Where(message => message.Seq > (query.AfterSeq ?? 0) && message.Seq < (query.BeforeSeq ?? long.MaxValue)).ToList();
        List<Message> page = query.AfterSeq is null ? [.. asked.TakeLast(query.Limit)] : [.. asked.Take(query.Limit)];
        return Task.FromResult<Result<HistoryPage>>(new HistoryPage(query.ConversationId, page, asked.Count > page.Count));
    }

    public Task<Result<Conversation>> AcceptAsync(Participant agent, string conversationId, CancellationToken cancellationToken) =>
        Change(conversationId, known => known with
        {
            Status = ConversationStatus.Active,
            QueuePosition = null,
            Agent = new ConversationAgent(agent.Id, agent.Name, null),
        });

    public Task ReleaseAsync(string agentId, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<Agent?> FindAsync(string agentId, CancellationToken cancellationToken) =>
        Task.FromResult<Agent?>(new Agent(agentId, "客服小王", null, Availability.Online, [AgentRoles.Agent]));

    public Task<IReadOnlyList<AgentOverview>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<AgentOverview>>([]);

    public Task<Result<Agent>> SetStatusAsync(string agentId, Availability status, CancellationToken cancellationToken) =>
        Task.FromResult<Result<Agent>>(new Agent(agentId, "客服小王", null, status, [AgentRoles.Agent]));

    public Task SaveAsync(string agentId, string name, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<IssuedSignIn> IssueAsync(string agentId, SignInKind kind, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<SignIn?> AuthenticateAsync(string token, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<SignIn?> UseAsync(string signInId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<bool> IsLiveAsync(string signInId, CancellationToken cancellationToken) => ValueTask.FromResult(SignInLives);

    public Task EndAsync(string signInId, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task EndAllAsync(string agentId, CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask<IAsyncDisposable> ConnectAsync(Participant who)
    {
        Connections++;
        return ValueTask.FromResult<IAsyncDisposable>(new Connection(this));
    }

    public ValueTask<IReadOnlySet<string>> PresentAgentsAsync() => ValueTask.FromResult<IReadOnlySet<string>>(new HashSet<string>());

    public ValueTask<IReadOnlyList<string>> PresentCustomersAsync(string? after, int most) => throw new NotSupportedException("For programs.");

    public ValueTask<bool> IsCustomerPresentAsync(string customerId) => ValueTask.FromResult(PresentCustomers.Contains(customerId));

    Task<Result<CustomerProfile>> ICustomerDirectory.FindAsync(Participant agent, string conversationId, CancellationToken cancellationToken) =>
        Task.FromResult<Result<CustomerProfile>>(
            Conversations.TryGetValue(conversationId, out var found) && Profiles.TryGetValue(found.CustomerId, out var profile)
                ? profile
                : new Error(ErrorCode.NotFound, "There is no such customer."));

    public Task<Result<Page<ConnectedCustomer>>> ListConnectedAsync(
        Participant agent, string? cursor, int limit, CancellationToken cancellationToken) => throw new NotSupportedException("For programs.");

    private Task<Result<Conversation>> Answer(string id) => Task.FromResult<Result<Conversation>>(
        Refusal is { } refusal ? refusal
        : Conversations.TryGetValue(id, out var found) ? found
        : new Error(ErrorCode.NotFound, "There is no such conversation."));

    private Task<Result<Conversation>> Change(string id, Func<Conversation, Conversation> change)
    {
        if (Refusal is null && Conversations.TryGetValue(id, out var known))
            Conversations[id] = change(known) with { Version = known.Version + 1 };

        return Answer(id);
    }

    private sealed class Connection(FakeCore core) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            core.Connections--;
            return ValueTask.CompletedTask;
        }
    }
}
