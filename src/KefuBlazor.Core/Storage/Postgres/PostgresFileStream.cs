using Npgsql;

namespace KefuBlazor.Core.Storage.Postgres;

/// <summary>An attachment's bytes, fetched chunk by chunk from where they are asked for. No connection is held between two chunks.</summary>
internal sealed class PostgresFileStream(NpgsqlDataSource dataSource, string id, long length) : Stream
{
    private byte[] _chunk = [];
    private int _number = -1;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get; set; }

    /// <summary>Whether its first chunk is there.</summary>
    public async Task<bool> IsThereAsync(CancellationToken cancellationToken) => await LoadAsync(0, cancellationToken);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position >= length)
            return 0;
        var (number, offset) = Math.DivRem(Position, PostgresFileStore.ChunkBytes);
        if (number != _number && !await LoadAsync((int)number, cancellationToken))
            throw new IOException("A part of the attachment is missing.");
        var read = Math.Min(buffer.Length, _chunk.Length - (int)offset);
        if (read <= 0)
            throw new IOException("A part of the attachment is cut off.");
        _chunk.AsMemory((int)offset, read).CopyTo(buffer);
        Position += read;
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("It is read asynchronously.");

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private async Task<bool> LoadAsync(int number, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("SELECT bytes FROM attachment_chunks WHERE attachment_id = $1 AND number = $2");
        command.Parameters.Add(new NpgsqlParameter { Value = id });
        command.Parameters.Add(new NpgsqlParameter { Value = number });
        if (await command.ExecuteScalarAsync(cancellationToken) is not byte[] chunk)
            return false;
        (_chunk, _number) = (chunk, number);
        return true;
    }
}
