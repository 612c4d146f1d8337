using KefuBlazor.Core.Attachments;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KefuBlazor.Core.Storage.Rows;

internal sealed class AttachmentRow
{
    public required string Id { get; init; }

    public required string Key { get; init; }

    public required string UploaderId { get; init; }

    public required string FileName { get; init; }

    public required string ContentType { get; init; }

    public required long Size { get; init; }

    public int? Width { get; init; }

    public int? Height { get; init; }

    public int? DurationMs { get; init; }

    public required DateTimeOffset UploadedAt { get; init; }

    /// <summary>A message has bound it, or its time ran out: no message can bind it any more.</summary>
    public bool Spent { get; set; }

    /// <summary>Whose members may fetch it. Null before it is bound, and again when the conversation is removed: then its bytes may go.</summary>
    public string? ConversationId { get; set; }

    public Attachment ToAttachment() => new()
    {
        Id = Id,
        Key = Key,
        FileName = FileName,
        ContentType = ContentType,
        Size = Size,
        Width = Width,
        Height = Height,
        DurationMs = DurationMs,
    };
}

internal sealed class AttachmentRowConfiguration : IEntityTypeConfiguration<AttachmentRow>
{
    public void Configure(EntityTypeBuilder<AttachmentRow> builder)
    {
        builder.ToTable("attachments");
        builder.HasKey(row => row.Id);
        builder.HasIndex(row => row.UploaderId, "ix_attachments_uploader");
        builder.HasIndex(row => row.ConversationId, "ix_attachments_conversation");

        // What no conversation has is few, and is looked for all the time.
        builder.HasIndex(row => row.UploadedAt, "ix_attachments_loose").HasFilter("conversation_id IS NULL");

        // The row outlives the conversation until its bytes are removed, which no transaction can do.
        builder.HasOne<ConversationRow>().WithMany().HasForeignKey(row => row.ConversationId).OnDelete(DeleteBehavior.SetNull);
    }
}
