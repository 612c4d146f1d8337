using Npgsql;

namespace KefuBlazor.Core.Storage.Postgres;

internal static class PostgresBatch
{
    /// <summary>Adds a statement and what stands for its <c>$1</c>, <c>$2</c> …</summary>
    public static void Add(this NpgsqlBatch batch, string sql, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        batch.BatchCommands.Add(command);
    }
}
