using KefuBlazor.Core.Conversations;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace KefuBlazor.Core.Storage.Postgres;

/// <summary>
/// Marks on PostgreSQL are moved in groups, as messages are stored: there are more of them than messages, and a transaction of its own for
/// each was three quarters of all commits.
/// </summary>
internal sealed class PostgresMarkStore(NpgsqlDataSource dataSource, PostgresCommits commits, ILogger<PostgresMarkStore> logger)
    : IMarkStore, IAsyncDisposable
{
    private readonly PostgresGroups<PostgresMark, MovedMark> _groups = new(
        dataSource, (connection, group) => new PostgresMarkTransaction(connection, commits, group).RunAsync(), logger);

    public Task<Result<MovedMark>> MoveAsync(MarkMove move, Action<MovedMark> committed, CancellationToken cancellationToken) =>
        _groups.AddAsync(new PostgresMark(move, committed), cancellationToken);

    public ValueTask DisposeAsync() => _groups.DisposeAsync();
}
