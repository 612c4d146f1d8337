using KefuBlazor.Core.Agents;
using KefuBlazor.Core.Assignment;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace KefuBlazor.Core.Storage;

internal sealed class AssignmentStore(IDbContextFactory<KefuDbContext> contexts, IWriteQueue writes, TimeProvider time) : IAssignmentStore
{
    private static readonly Error TakenByAnother = new(ErrorCode.Conflict, "Another agent has the conversation.");

    public async Task<Result<IReadOnlyList<Conversation>>> AssignWaitingAsync(
        IReadOnlySet<string> present, int capacity, Action<IReadOnlyList<Conversation>> committed, CancellationToken cancellationToken)
    {
        // Most looks find nothing to do: a read settles those without the writer.
        await using (var context = await contexts.CreateDbContextAsync(cancellationToken))
        {
            if (present.Count == 0 || !await context.Queue().AnyAsync(cancellationToken))
                return Array.Empty<Conversation>();
            var candidates = await CandidatesAsync(context, present, cancellationToken);
            if (AssignmentPolicy.Choose(candidates.Values, capacity, null) is null)
                return Array.Empty<Conversation>();
        }

        return await writes.WriteAsync<IReadOnlyList<Conversation>>(
            WriteScope.Assignment,
            async (context, stop) =>
            {
                var candidates = await CandidatesAsync(context, present, stop);
                var assigned = new List<string>();
                var given = new HashSet<string>();
                var now = time.GetUtcNow();
                foreach (var (row, lastServedBy) in await ReadQueueAsync(context, stop))
                {
                    if (AssignmentPolicy.Choose(candidates.Values, capacity, lastServedBy) is not { } agentId)
                        break;

                    Give(context, row, agentId, ConversationStep.Assigned, Participant.System, now);
                    candidates[agentId] = new AssignmentCandidate(agentId, candidates[agentId].Open + 1, now);
                    assigned.Add(row.Id);
                    given.Add(agentId);
                }

                // Conversations first, then agents, as an accept does: writers who take rows in one order never wait for each other in a ring.
                await context.SaveChangesAsync(stop);
                foreach (var agent in await context.Agents.Where(agent => given.Contains(agent.Id)).ToListAsync(stop))
                    agent.LastAssignedAt = now;
                await context.SaveChangesAsync(stop);
                return await ReadAllAsync(context, assigned, stop);
            },
            committed,
            cancellationToken);
    }

    public Task<Result<Accepted>> AcceptAsync(
        Participant agent, string conversationId, Action<Accepted> committed, CancellationToken cancellationToken) =>
        writes.WriteAsync<Accepted>(
            WriteScope.Conversation(conversationId),
            async (context, stop) =>
            {
                var row = await context.Conversations.SingleOrDefaultAsync(row => row.Id == conversationId, stop);
                if (row is null)
                    return ConversationAccess.NotFound;
                if (row.Status == ConversationStatus.Closed)
                    return await CanSeeAsync(context, agent, conversationId, stop) ? ConversationAccess.Closed : ConversationAccess.NotFound;

                // Every agent has seen it wait, so that somebody else has it now is no secret.
                if (row.Status == ConversationStatus.Active && row.AgentId != agent.Id)
                    return TakenByAnother;
                if (row.Status == ConversationStatus.Active)
                    return new Accepted(await context.ReadOneAsync(conversationId, stop), Changed: false);

                var now = time.GetUtcNow();
                Give(context, row, agent.Id, ConversationStep.Accepted, agent, now);
                (await context.Agents.SingleAsync(other => other.Id == agent.Id, stop)).LastAssignedAt = now;
                await context.SaveChangesAsync(stop);
                return new Accepted(await context.ReadOneAsync(conversationId, stop), Changed: true);
            },
            committed,
            cancellationToken);

    public Task<Result<IReadOnlyList<Conversation>>> ReturnAllAsync(
        string agentId, Action<IReadOnlyList<Conversation>> committed, CancellationToken cancellationToken) =>
        writes.WriteAsync<IReadOnlyList<Conversation>>(
            WriteScope.Assignment,
            async (context, stop) =>
            {
                var rows = await context.Conversations
                    .Where(row => row.Status == ConversationStatus.Active && row.AgentId == agentId)
                    .ToListAsync(stop);
                var now = time.GetUtcNow();
                foreach (var row in rows)
                {
                    // OpenedAt stays: it comes back at its place in the queue, not at the end.
                    row.Status = ConversationStatus.Waiting;
                    row.AgentId = null;
                    context.AddStep(row, ConversationStep.Returned, Participant.System, agentId, now);
                }

                await context.SaveChangesAsync(stop);
                return await ReadAllAsync(context, rows.ConvertAll(row => row.Id), stop);
            },
            committed,
            cancellationToken);

    public async Task<IReadOnlySet<string>> FindOwnersAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Conversations
            .Where(row => row.Status == ConversationStatus.Active && row.AgentId != null)
            .Select(row => row.AgentId!)
            .Distinct()
            .ToHashSetAsync(cancellationToken);
    }

    public async Task<bool> IsAnyOnlineAsync(IReadOnlySet<string> present, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await Assignable(context, present).AnyAsync(cancellationToken);
    }

    public async Task<ServiceMeasure> MeasureAsync(IReadOnlySet<string> present, DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var taking = Assignable(context, present).Select(agent => agent.Id);
        var inService = await context.Conversations
            .CountAsync(row => row.Status == ConversationStatus.Active && row.AgentId != null && taking.Contains(row.AgentId), cancellationToken);
        var handled = await context.Conversations
            .Where(row => row.Status == ConversationStatus.Closed && row.AgentId != null && row.ClosedAt > since)
            .OrderByDescending(row => row.ClosedAt)
            .Take(QueuePace.MostMeasured)
            .Select(row => new
            {
                row.ClosedAt,
                StartedAt = context.ConversationEvents
                    .Where(step => step.ConversationId == row.Id && step.AgentId == row.AgentId
                        && (step.Step == ConversationStep.Assigned || step.Step == ConversationStep.Accepted || step.Step == ConversationStep.Reopened))
                    .OrderByDescending(step => step.Id)
                    .Select(step => (DateTimeOffset?)step.At)
                    .FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        var times = handled.Where(item => item.StartedAt is not null).Select(item => (item.ClosedAt!.Value - item.StartedAt!.Value).TotalSeconds).ToList();
        return new ServiceMeasure(inService, times.Count, times.Count == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(times.Average()));
    }

    public async Task<IReadOnlyList<string>> FindQueueAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Queue().Select(row => row.Id).ToListAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<Conversation>> FindWaitingAsync(IReadOnlyCollection<string> conversationIds, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var ids = conversationIds.ToArray();
        return await context.Queue().Where(row => EF.Parameter(ids).Contains(row.Id)).ReadAsync(context, cancellationToken, places: false);
    }

    private static void Give(
        KefuDbContext context, ConversationRow row, string agentId, ConversationStep step, Participant actor, DateTimeOffset now)
    {
        row.Status = ConversationStatus.Active;
        row.AgentId = agentId;
        context.AddStep(row, step, actor, agentId, now);
    }

    private static IQueryable<AgentRow> Assignable(KefuDbContext context, IReadOnlySet<string> present) =>
        from agent in context.Agents
        where present.Contains(agent.Id) && agent.Status == Availability.Online
            && context.UserRoles.Any(held => held.UserId == agent.Id
                && context.Roles.Any(role => role.Id == held.RoleId && role.Name == AgentRoles.Agent))
        select agent;

    private static async Task<Dictionary<string, AssignmentCandidate>> CandidatesAsync(
        KefuDbContext context, IReadOnlySet<string> present, CancellationToken stop)
    {
        var found = await Assignable(context, present)
            .Select(agent => new AssignmentCandidate(
                agent.Id,
                context.Conversations.Count(row => row.Status == ConversationStatus.Active && row.AgentId == agent.Id),
                agent.LastAssignedAt))
            .ToListAsync(stop);
        return found.ToDictionary(candidate => candidate.AgentId);
    }

    /// <summary>What waits, next first, each with who last had a conversation of this customer, this one included.</summary>
    private static async Task<List<(ConversationRow Row, string? LastServedBy)>> ReadQueueAsync(KefuDbContext context, CancellationToken stop)
    {
        var found = await context.Queue().Take(IAssignmentStore.MostAtOnce)
            .Select(row => new
            {
                Row = row,
                LastServedBy = (from step in context.ConversationEvents
                                join other in context.Conversations on step.ConversationId equals other.Id
                                where other.CustomerId == row.CustomerId && step.AgentId != null
                                orderby step.Id descending
                                select step.AgentId).FirstOrDefault(),
            })
            .ToListAsync(stop);
        return found.ConvertAll(item => (item.Row, item.LastServedBy));
    }

    private static async Task<bool> CanSeeAsync(KefuDbContext context, Participant agent, string conversationId, CancellationToken stop) =>
        ConversationAccess.CheckSee(agent, await context.FindFactsAsync(conversationId, agent.Id, stop)) is null;

    private static async Task<Result<IReadOnlyList<Conversation>>> ReadAllAsync(
        KefuDbContext context, List<string> ids, CancellationToken stop)
    {
        if (ids.Count == 0)
            return Array.Empty<Conversation>();
        return await context.Conversations.Where(row => ids.Contains(row.Id)).OrderBy(row => row.OpenedAt).ReadAsync(context, stop);
    }
}
