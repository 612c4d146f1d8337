using KefuBlazor.Core.Conversations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KefuBlazor.Core.Storage.Rows;

/// <summary>One step in the life of a conversation. Rows are only ever added: they are what is left of a close that was undone.</summary>
internal sealed class ConversationEventRow
{
    public long Id { get; init; }

    public required string ConversationId { get; init; }

    public required ConversationStep Step { get; init; }

    public required ParticipantType ActorType { get; init; }

    public required string ActorId { get; init; }

    /// <summary>The agent who has the conversation after this step or, for a close or return, had it until then.</summary>
    public string? AgentId { get; init; }

    public string? Reason { get; init; }

    public required DateTimeOffset At { get; init; }
}

internal enum ConversationStep
{
    Opened,
    Assigned,
    Accepted,
    Returned,
    Closed,
    Reopened,

    /// <summary>Its customer became another.</summary>
    Moved,

    LeftMessage,
    Rated,
}

internal sealed class ConversationEventRowConfiguration : IEntityTypeConfiguration<ConversationEventRow>
{
    public void Configure(EntityTypeBuilder<ConversationEventRow> builder)
    {
        builder.ToTable("conversation_events");
        builder.HasKey(row => row.Id);
        builder.HasOne<ConversationRow>().WithMany().HasForeignKey(row => row.ConversationId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(row => new { row.ConversationId, row.Id }, "ix_conversation_events_conversation");
        builder.HasIndex(row => new { row.AgentId, row.ConversationId }, "ix_conversation_events_agent").HasFilter("agent_id IS NOT NULL");
        // Few ever move, and every list asks of every conversation whether it did: of nearly all, this says no without a look at their steps.
        builder.HasIndex(row => new { row.ConversationId, row.Id }, "ix_conversation_events_moved").HasFilter($"step = {(int)ConversationStep.Moved}");
    }
}
