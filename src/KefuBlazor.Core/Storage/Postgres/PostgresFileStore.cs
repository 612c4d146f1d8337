using KefuBlazor.Core.Attachments;
using Npgsql;

namespace KefuBlazor.Core.Storage.Postgres;

/// <summary>Attachments in the database, in chunks, so that neither writing nor reading one takes more memory than a chunk.</summary>
internal sealed class PostgresFileStore(NpgsqlDataSource dataSource) : IFileStore
{
    public const int ChunkBytes = 256 * 1024;

    public async Task KeepAsync(string id, string path, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous);
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var buffer = new byte[ChunkBytes];
        for (var number = 0; await file.ReadAtLeastAsync(buffer, ChunkBytes, throwOnEndOfStream: false, cancellationToken) is var length and > 0; number++)
        {
            await using var command = new NpgsqlCommand(
                "INSERT INTO attachment_chunks (attachment_id, number, bytes) VALUES ($1, $2, $3)", connection, transaction);
            command.Parameters.Add(new NpgsqlParameter { Value = id });
            command.Parameters.Add(new NpgsqlParameter { Value = number });
            command.Parameters.Add(new NpgsqlParameter { Value = new ArraySegment<byte>(buffer, 0, length) });
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    public async Task<Stream?> OpenAsync(Attachment attachment, CancellationToken cancellationToken)
    {
        var stream = new PostgresFileStream(dataSource, attachment.Id, attachment.Size);
        if (await stream.IsThereAsync(cancellationToken))
            return stream;
        await stream.DisposeAsync();
        return null;
    }

    public async Task RemoveAsync(string id, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("DELETE FROM attachment_chunks WHERE attachment_id = $1");
        command.Parameters.Add(new NpgsqlParameter { Value = id });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
