using KefuBlazor.Core.Attachments;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Messages;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KefuBlazor.Core.Storage.Rows;

internal sealed class MessageRow
{
    public required string ConversationId { get; init; }

    public required long Seq { get; init; }

    public required string ClientId { get; init; }

    public required ParticipantType SenderType { get; init; }

    public required string SenderId { get; init; }

    public required string SenderName { get; init; }

    public string? RecipientId { get; init; }

    public MessageKind Kind { get; init; }

    public required string Content { get; init; }

    public string? AttachmentId { get; init; }

    public string? Code { get; init; }

    public required DateTimeOffset SentAt { get; init; }

    public Message ToMessage(Attachment? attachment) => new()
    {
        ConversationId = ConversationId,
        Seq = Seq,
        ClientId = ClientId,
        SenderType = SenderType,
        SenderId = SenderId,
        SenderName = SenderName,
        RecipientId = RecipientId,
        Kind = Kind,
        Content = Content,
        Attachment = attachment,
        Code = Code,
        SentAt = SentAt,
    };
}

internal sealed class MessageRowConfiguration : IEntityTypeConfiguration<MessageRow>
{
    public void Configure(EntityTypeBuilder<MessageRow> builder)
    {
        builder.ToTable("messages");
        builder.HasKey(row => new { row.ConversationId, row.Seq });
        builder.HasOne<ConversationRow>().WithMany().HasForeignKey(row => row.ConversationId).OnDelete(DeleteBehavior.Cascade);
        builder.Property(row => row.Kind).HasDefaultValue(MessageKind.Text);

        // The promise "once": a message sent twice is one row, whatever races above. Our clients begin a client_id with the time, so with it first
        // all that is sent now lands on the same page; with the sender first each sender's lands on one of its own, and writing pages is what a
        // commit costs: docs/performance.md has the figure.
        builder.HasIndex(row => new { row.ClientId, row.SenderId }, "ux_messages_client_sender").IsUnique();

        // An upload is bound by one message. Not a foreign key: SQLite would copy the whole table to add one, and rows of attachments go last.
        builder.HasIndex(row => row.AttachmentId, "ux_messages_attachment").IsUnique().HasFilter("attachment_id IS NOT NULL");
    }
}
