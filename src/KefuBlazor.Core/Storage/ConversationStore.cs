using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace KefuBlazor.Core.Storage;

/// <summary>The same for every provider: rows by EF Core, changes by the provider's write queue.</summary>
internal sealed class ConversationStore(IDbContextFactory<KefuDbContext> contexts, IWriteQueue writes, TimeProvider time) : IConversationStore
{
    public async Task<Conversation?> FindAsync(string conversationId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await context.Conversations.Where(row => row.Id == conversationId).ReadAsync(context, cancellationToken);
        return found.SingleOrDefault();
    }

    public async Task<ConversationFacts?> FindFactsAsync(string conversationId, string callerId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.FindFactsAsync(conversationId, callerId, cancellationToken);
    }

    public async Task<Conversation?> FindCurrentAsync(string customerId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);

        // Many visitors have none: to see that is a small part of reading one.
        return await Current(context, customerId).Select(row => row.Id).SingleOrDefaultAsync(cancellationToken) is { } id
            ? (await context.Conversations.Where(row => row.Id == id).ReadAsync(context, cancellationToken)).SingleOrDefault()
            : null;
    }

    public async Task<string?> FindCurrentIdAsync(string customerId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await Current(context, customerId).Select(row => row.Id).SingleOrDefaultAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<Conversation>> FindOpenAsync(
        Participant agent, IReadOnlyCollection<string> customerIds, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var ids = customerIds.ToArray();
        return await Visible(context, agent, status: null)
            .Where(row => row.Status != ConversationStatus.Closed && EF.Parameter(ids).Contains(row.CustomerId))
            .ReadAsync(context, cancellationToken, places: false);
    }

    public async Task<IReadOnlyList<ConversationHead>> FindHeadsAsync(
        IReadOnlyCollection<string> customerIds, IReadOnlyCollection<string> agentIds, DateTimeOffset closedSince, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var (customers, agents, anyAgent) = (customerIds.ToArray(), agentIds.ToArray(), agentIds.Count > 0);

        // One parameter each, however many there are; and a question for each index: SQLite answers them together by looking at everything.
        var closed = context.Conversations.Where(row => row.Status == ConversationStatus.Closed && row.ClosedAt >= closedSince);
        return await context.Conversations
            .Where(row => row.Status != ConversationStatus.Closed && EF.Parameter(customers).Contains(row.CustomerId))
            .Union(context.Conversations.Where(row => row.Status == ConversationStatus.Active && EF.Parameter(agents).Contains(row.AgentId)))
            .Union(context.Conversations.Where(row => row.Status == ConversationStatus.Waiting && anyAgent))
            .Union(closed.Where(row => EF.Parameter(customers).Contains(row.CustomerId) || EF.Parameter(agents).Contains(row.AgentId)))
            .ToHeads()
            .ToListAsync(cancellationToken);
    }

    public async Task<OpenConversations> CountOpenAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);

        // One after the other: each has an index of just these rows.
        return new OpenConversations(
            await context.Conversations.CountAsync(row => row.Status == ConversationStatus.Active, cancellationToken),
            await context.Conversations.CountAsync(row => row.Status == ConversationStatus.Waiting, cancellationToken));
    }

    public async Task<IReadOnlyList<ConversationHead>> FindHeadsAsync(
        IReadOnlyCollection<string> conversationIds, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var ids = conversationIds.ToArray();
        return await context.Conversations.Where(row => EF.Parameter(ids).Contains(row.Id)).ToHeads().ToListAsync(cancellationToken);
    }

    public async Task<Page<Conversation>> ListAsync(
        Participant agent, ConversationFilter filter, ConversationCursor? after, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = Visible(context, agent, filter.Status);
        if (filter.AgentId is { } agentId)
            rows = rows.Where(row => row.AgentId == agentId);
        if (filter.CustomerId is { } customerId)
            rows = rows.Where(row => row.CustomerId == customerId);
        if (filter.Query is { Length: > 0 } query)
        {
            rows = rows.Where(row => row.CustomerId.Contains(query)
                || context.Customers.Any(customer => customer.Id == row.CustomerId && customer.Name.Contains(query)));
        }

        var byClosing = filter.Status == ConversationStatus.Closed;
        var found = await Order(rows, filter.Status, after).Take(filter.Limit + 1).ReadAsync(context, cancellationToken);
        if (found.Count <= filter.Limit)
            return new Page<Conversation>(found, null);

        found.RemoveAt(filter.Limit);
        var last = found[^1];
        var next = new ConversationCursor(byClosing ? last.ClosedAt!.Value : last.OpenedAt, last.Id);
        return new Page<Conversation>(found, next.ToString());
    }

    public Task<Result<Conversation>> CloseAsync(
        Participant caller, string conversationId, string reason, Action<Conversation> committed, CancellationToken cancellationToken) =>
        writes.WriteAsync(
            WriteScope.Conversation(conversationId),
            async (context, stop) =>
            {
                if (ConversationAccess.CheckWrite(caller, await context.FindFactsAsync(conversationId, caller.Id, stop)) is { } error)
                    return error;

                var row = await context.Conversations.SingleAsync(row => row.Id == conversationId, stop);
                context.Close(row, caller, reason, time.GetUtcNow());
                await context.SaveChangesAsync(stop);
                return await context.ReadOneAsync(conversationId, stop);
            },
            committed,
            cancellationToken);

    public Task<Result<Conversation>> ReopenAsync(
        Participant agent, string conversationId, Action<Conversation> committed, CancellationToken cancellationToken) =>
        writes.WriteAsync<Conversation>(
            WriteScope.Conversation(conversationId),
            async (context, stop) =>
            {
                if (ConversationAccess.CheckSee(agent, await context.FindFactsAsync(conversationId, agent.Id, stop)) is { } error)
                    return error;
                if (agent.IsCustomer)
                    return ConversationAccess.AgentsOnly;

                var row = await context.Conversations.SingleAsync(row => row.Id == conversationId, stop);
                if (row.Status != ConversationStatus.Closed)
                    return new Error(ErrorCode.Conflict, "The conversation is open.");
                if (await context.Conversations.AnyAsync(
                    other => other.CustomerId == row.CustomerId && other.Status != ConversationStatus.Closed, stop))
                {
                    return new Error(ErrorCode.Conflict, "The customer has another open conversation.");
                }

                var now = time.GetUtcNow();
                row.Status = ConversationStatus.Active;
                row.AgentId = agent.Id;
                row.OpenedAt = now;
                row.ClosedAt = null;
                row.ClosedBy = null;
                row.CloseReason = null;
                context.AddStep(row, ConversationStep.Reopened, agent, agent.Id, now);
                await context.SaveChangesAsync(stop);
                return await context.ReadOneAsync(conversationId, stop);
            },
            committed,
            cancellationToken);

    private static IQueryable<ConversationRow> Current(KefuDbContext context, string customerId) => context.Conversations
        .Where(row => row.CustomerId == customerId)
        .OrderBy(row => row.Status == ConversationStatus.Closed)
        .ThenByDescending(row => row.OpenedAt)
        .ThenByDescending(row => row.Id)
        .Take(1);

    /// <summary>Those of a state, or of all, that the agent may see. The state is a constant, as the indexes of each state name it.</summary>
    private static IQueryable<ConversationRow> Visible(KefuDbContext context, Participant agent, ConversationStatus? status)
    {
        var rows = status is { } one ? context.Conversations.Where(row => row.Status == EF.Constant(one)) : context.Conversations;
        if (agent.SeesAll)
            return rows;

        return status switch
        {
            ConversationStatus.Waiting => rows,
            ConversationStatus.Active => rows.Where(row => row.AgentId == agent.Id),

            // Asked of a row as it comes up: by Any, PostgreSQL would first gather all that the agent ever had.
            ConversationStatus.Closed => rows.Where(row => row.AgentId == agent.Id
                || context.ConversationEvents.Where(step => step.AgentId == agent.Id && step.ConversationId == row.Id).Max(step => (long?)step.Id) != null),
            _ => rows.Where(row => row.Status == ConversationStatus.Waiting
                || row.AgentId == agent.Id
                || (row.Status == ConversationStatus.Closed
                    && context.ConversationEvents.Any(step => step.AgentId == agent.Id && step.ConversationId == row.Id))),
        };
    }

    /// <summary>From where the last page ended. That the time is bounded is said by itself: an index is entered there rather than walked to it.</summary>
    private static IQueryable<ConversationRow> Order(IQueryable<ConversationRow> rows, ConversationStatus? status, ConversationCursor? after)
    {
        var (at, id) = (after?.At, after?.Id);
        switch (status)
        {
            case ConversationStatus.Waiting:
                if (after is not null)
                    rows = rows.Where(row => row.OpenedAt >= at && (row.OpenedAt > at || string.Compare(row.Id, id) > 0));
                return rows.OrderBy(row => row.OpenedAt).ThenBy(row => row.Id);
            case ConversationStatus.Closed:
                if (after is not null)
                    rows = rows.Where(row => row.ClosedAt <= at && (row.ClosedAt < at || string.Compare(row.Id, id) < 0));
                return rows.OrderByDescending(row => row.ClosedAt).ThenByDescending(row => row.Id);
            default:
                if (after is not null)
                    rows = rows.Where(row => row.OpenedAt <= at && (row.OpenedAt < at || string.Compare(row.Id, id) < 0));
                return rows.OrderByDescending(row => row.OpenedAt).ThenByDescending(row => row.Id);
        }
    }
}
