using KefuBlazor.Core.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace KefuBlazor.Core.Storage.Postgres;

/// <summary>The same model with PostgreSQL's types, and a type of its own for its own migrations.</summary>
internal sealed class PostgresDbContext(DbContextOptions<PostgresDbContext> options) : KefuDbContext(options)
{
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);

        // Every message changes its conversation's row: with room left on the page the new version needs no new index entries.
        builder.Entity<ConversationRow>().HasStorageParameter("fillfactor", 70);

        // Only here: SQLite has one writer, who must not be kept from messages by files.
        builder.Entity<AttachmentChunkRow>(chunk =>
        {
            chunk.ToTable("attachment_chunks");
            chunk.HasKey(row => new { row.AttachmentId, row.Number });
            foreach (var property in chunk.Metadata.GetProperties())
                property.SetColumnName(SnakeCase.Of(property.Name));
        });
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<TruncatingConverter>().HavePrecision(3);

        // Compared byte by byte, as SQLite and the wire do, whatever language the database speaks: ids order queues and pages.
        configurationBuilder.Properties<string>().UseCollation("C");
    }
}
