using KefuBlazor.Core.Messages;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace KefuBlazor.Core.Storage.Postgres;

/// <summary>The message path on PostgreSQL: messages are stored in groups.</summary>
internal sealed class PostgresMessageStore(
    NpgsqlDataSource dataSource,
    PostgresContextFactory contexts,
    PostgresCommits commits,
    MessageReader reader,
    ILogger<PostgresMessageStore> logger) : IMessageStore, IAsyncDisposable
{
    private readonly PostgresGroups<PostgresAppend, AppendedMessage> _groups = new(
        dataSource, (connection, group) => new PostgresAppendTransaction(connection, contexts, commits, group).RunAsync(), logger);

    public Task<Result<AppendedMessage>> AppendAsync(
        NewMessage message, Action<AppendedMessage> committed, CancellationToken cancellationToken) =>
        _groups.AddAsync(new PostgresAppend(message, committed), cancellationToken);

    public Task<Message?> FindAsync(string senderId, string clientId, CancellationToken cancellationToken) =>
        reader.FindAsync(senderId, clientId, cancellationToken);

    public Task<HistoryPage> ReadAsync(string conversationId, HistoryQuery query, CancellationToken cancellationToken) =>
        reader.ReadAsync(conversationId, query, cancellationToken);

    public ValueTask DisposeAsync() => _groups.DisposeAsync();
}
