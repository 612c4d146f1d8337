using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KefuBlazor.Core.Storage.Rows;

internal sealed class RatingRow
{
    public required string ConversationId { get; init; }

    /// <summary>Which close is rated: a conversation that was opened again is rated anew, and what was said before stays.</summary>
    public required DateTimeOffset ClosedAt { get; init; }

    /// <summary>The agent who had it last; null where nobody did.</summary>
    public string? AgentId { get; init; }

    public required int Score { get; init; }

    public string? Comment { get; init; }

    public required DateTimeOffset At { get; init; }
}

internal sealed class RatingRowConfiguration : IEntityTypeConfiguration<RatingRow>
{
    public void Configure(EntityTypeBuilder<RatingRow> builder)
    {
        // The promise "once" is kept here, whatever races above.
        builder.ToTable("ratings");
        builder.HasKey(row => new { row.ConversationId, row.ClosedAt });
        builder.HasOne<ConversationRow>().WithMany().HasForeignKey(row => row.ConversationId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(row => new { row.AgentId, row.At }, "ix_ratings_agent").HasFilter("agent_id IS NOT NULL");
    }
}
