using KefuBlazor.Core.Conversations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KefuBlazor.Core.Storage.Rows;

internal sealed class ConversationRow
{
    public required string Id { get; init; }

    public required string CustomerId { get; set; }

    public required ConversationStatus Status { get; set; }

    public string? AgentId { get; set; }

    public long LastSeq { get; set; }

    public long DeliveredCustomer { get; set; }

    public long DeliveredAgent { get; set; }

    public long ReadCustomer { get; set; }

    public long ReadAgent { get; set; }

    public required DateTimeOffset OpenedAt { get; set; }

    public DateTimeOffset? ClosedAt { get; set; }

    public ParticipantType? ClosedBy { get; set; }

    public string? CloseReason { get; set; }

    /// <summary>The department that the customer chose.</summary>
    public string? Department { get; set; }

    /// <summary>What the customer filled in before: a JSON object.</summary>
    public string? Form { get; set; }

    public DateTimeOffset? LeftMessageAt { get; set; }

    public required long Version { get; set; }
}

internal sealed class ConversationRowConfiguration : IEntityTypeConfiguration<ConversationRow>
{
    public void Configure(EntityTypeBuilder<ConversationRow> builder)
    {
        builder.ToTable("conversations");
        builder.HasKey(row => row.Id);

        // Whoever read an older life of it changes nothing: with several writers the later one finds no row and runs again.
        builder.Property(row => row.Version).IsConcurrencyToken();
        builder.HasOne<CustomerRow>().WithMany().HasForeignKey(row => row.CustomerId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<AgentRow>().WithMany().HasForeignKey(row => row.AgentId).OnDelete(DeleteBehavior.Restrict);

        // The promise "one open conversation per customer" is kept here, whatever races above.
        builder.HasIndex(row => row.CustomerId, "ux_conversations_open").IsUnique().HasFilter("status <> 2");

        // One for each list, in its order up to the id, so that a page is read off it wherever it begins.
        builder.HasIndex(row => new { row.CustomerId, row.OpenedAt }, "ix_conversations_customer");
        builder.HasIndex(row => new { row.OpenedAt, row.Id }, "ix_conversations_waiting").HasFilter("status = 0");
        builder.HasIndex(row => row.AgentId, "ix_conversations_active").HasFilter("status = 1");
        builder.HasIndex(row => new { row.OpenedAt, row.Id }, "ix_conversations_opened");
        builder.HasIndex(row => new { row.ClosedAt, row.Id }, "ix_conversations_closed").HasFilter("status = 2");
        builder.HasIndex(row => new { row.AgentId, row.ClosedAt, row.Id }, "ix_conversations_agent_closed").HasFilter("status = 2");
    }
}
