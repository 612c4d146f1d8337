using KefuBlazor.Core.Agents;
using KefuBlazor.Core.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace KefuBlazor.Core.Storage;

internal sealed class SignInStore(IDbContextFactory<KefuDbContext> contexts, IWriteQueue writes) : ISignInStore
{
    public Task<Result<bool>> AddAsync(SignInState signIn, CancellationToken cancellationToken) =>
        writes.WriteAsync<bool>(
            WriteScope.Rows,
            async (context, stop) =>
            {
                context.SignIns.Add(new SignInRow
                {
                    Id = signIn.Id,
                    AgentId = signIn.AgentId,
                    Kind = signIn.Kind,
                    IssuedAt = signIn.IssuedAt,
                    LastUsedAt = signIn.LastUsedAt,
                });
                await context.SaveChangesAsync(stop);
                return true;
            },
            cancellationToken: cancellationToken);

    public async Task<SignInState?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.SignIns
            .Where(row => row.Id == id && row.EndedAt == null)
            .Select(row => new SignInState(row.Id, row.AgentId, row.Kind, row.IssuedAt, row.LastUsedAt))
            .SingleOrDefaultAsync(cancellationToken);
    }

    public Task<Result<bool>> SetLastUsedAsync(string id, DateTimeOffset lastUsedAt, CancellationToken cancellationToken) =>
        writes.WriteAsync<bool>(
            WriteScope.Rows,
            async (context, stop) => await context.SignIns
                .Where(row => row.Id == id && row.LastUsedAt < lastUsedAt)
                .ExecuteUpdateAsync(row => row.SetProperty(signIn => signIn.LastUsedAt, lastUsedAt), stop) > 0,
            cancellationToken: cancellationToken);

    public Task<Result<bool>> EndAsync(string id, DateTimeOffset endedAt, CancellationToken cancellationToken) =>
        writes.WriteAsync<bool>(
            WriteScope.Rows,
            async (context, stop) => await context.SignIns
                .Where(row => row.Id == id && row.EndedAt == null)
                .ExecuteUpdateAsync(row => row.SetProperty(signIn => signIn.EndedAt, endedAt), stop) > 0,
            cancellationToken: cancellationToken);

    public Task<Result<IReadOnlyList<string>>> EndAllAsync(string agentId, DateTimeOffset endedAt, CancellationToken cancellationToken) =>
        writes.WriteAsync<IReadOnlyList<string>>(
            async (context, stop) =>
            {
                var rows = await context.SignIns.Where(row => row.AgentId == agentId && row.EndedAt == null).ToListAsync(stop);
                rows.ForEach(row => row.EndedAt = endedAt);
                await context.SaveChangesAsync(stop);
                return rows.ConvertAll(row => row.Id);
            },
            cancellationToken: cancellationToken);
}
