using KefuBlazor.Core.Agents;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace KefuBlazor.Core.Storage;

internal sealed class AgentStore(IDbContextFactory<KefuDbContext> contexts, IWriteQueue writes) : IAgentStore
{
    private static readonly Error NoAgent = new(ErrorCode.NotFound, "There is no such agent.");

    public async Task<Agent?> FindAsync(string agentId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await ReadAsync(context, agentId, cancellationToken);
    }

    public async Task<IReadOnlyList<(Agent Agent, int OpenConversations)>> ListAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await context.Agents.AsNoTracking()
            .OrderBy(row => row.Name).ThenBy(row => row.Id)
            .Select(row => new
            {
                Row = row,
                Roles = RolesOf(context, row.Id).ToList(),
                Open = context.Conversations.Count(other => other.Status == ConversationStatus.Active && other.AgentId == row.Id),
            })
            .ToListAsync(cancellationToken);
        return found.ConvertAll(item => (ToAgent(item.Row, item.Roles), item.Open));
    }

    public Task<Result<Agent>> SetStatusAsync(string agentId, Availability status, CancellationToken cancellationToken) =>
        writes.WriteAsync<Agent>(
            WriteScope.Rows,
            async (context, stop) =>
            {
                var changed = await context.Agents
                    .Where(row => row.Id == agentId)
                    .ExecuteUpdateAsync(row => row.SetProperty(agent => agent.Status, status), stop);
                return changed == 0 ? NoAgent : (await ReadAsync(context, agentId, stop))!;
            },
            cancellationToken: cancellationToken);

    public Task<Result<bool>> SaveAsync(string agentId, string name, CancellationToken cancellationToken) =>
        writes.WriteAsync<bool>(
            WriteScope.Rows,
            async (context, stop) =>
            {
                var row = await context.Agents.SingleOrDefaultAsync(row => row.Id == agentId, stop);
                if (row is null)
                    context.Agents.Add(new AgentRow { Id = agentId, Name = name });
                else
                    row.Name = name;
                await context.SaveChangesAsync(stop);
                return true;
            },
            cancellationToken: cancellationToken);

    private static async Task<Agent?> ReadAsync(KefuDbContext context, string agentId, CancellationToken cancellationToken)
    {
        var row = await context.Agents.AsNoTracking().SingleOrDefaultAsync(row => row.Id == agentId, cancellationToken);
        return row is null ? null : ToAgent(row, await RolesOf(context, agentId).ToListAsync(cancellationToken));
    }

    private static IQueryable<string> RolesOf(KefuDbContext context, string agentId) =>
        from held in context.UserRoles
        join role in context.Roles on held.RoleId equals role.Id
        where held.UserId == agentId && role.Name != null
        orderby role.Name
        select role.Name;

    private static Agent ToAgent(AgentRow row, IReadOnlyList<string> roles) => new(row.Id, row.Name, row.AvatarUrl, row.Status, roles);
}
