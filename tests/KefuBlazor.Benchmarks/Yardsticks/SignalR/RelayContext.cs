using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace KefuBlazor.Benchmarks.Yardsticks.SignalR;

/// <summary>Messages as a chat needs them at least: once, and in order.</summary>
internal sealed class RelayContext(DbContextOptions<RelayContext> options) : DbContext(options)
{
    public DbSet<RelayConversation> Conversations => Set<RelayConversation>();

    public DbSet<RelayMessage> Messages => Set<RelayMessage>();

    public static long CountMessages(string database)
    {
        using var connection = new SqliteConnection($"Data Source={database};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM Messages";
        return (long)command.ExecuteScalar()!;
    }

    // EF Core makes its databases in WAL mode, and SQLite syncs each commit (FULL) unless it is told otherwise.
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<RelayConversation>().Property(one => one.Id).ValueGeneratedNever();
        modelBuilder.Entity<RelayMessage>().HasKey(message => new { message.ConversationId, message.Seq });
        modelBuilder.Entity<RelayMessage>().HasIndex(message => new { message.ConversationId, message.ClientId }).IsUnique();
    }
}

internal sealed class RelayConversation
{
    public required int Id { get; init; }

    public long LastSeq { get; set; }
}

internal sealed class RelayMessage
{
    public required int ConversationId { get; init; }

    public required long Seq { get; init; }

    public required string ClientId { get; init; }

    public required string Content { get; init; }

    public required DateTime SentAt { get; init; }
}
