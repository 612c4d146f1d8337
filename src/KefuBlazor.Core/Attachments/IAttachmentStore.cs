namespace KefuBlazor.Core.Attachments;

/// <summary>An upload that is being noted.</summary>
/// <param name="Attachment">What it is.</param>
/// <param name="UploaderId">Whose it is until a message binds it.</param>
/// <param name="At">When it was taken in, UTC.</param>
internal readonly record struct NewUpload(Attachment Attachment, string UploaderId, DateTimeOffset At);

/// <summary>An attachment as it is noted.</summary>
/// <param name="Attachment">What it is.</param>
/// <param name="UploaderId">Who uploaded it.</param>
/// <param name="Spent">A message has bound it, or its time ran out.</param>
/// <param name="ConversationId">Whose members may fetch it; null while nothing has bound it, and when the conversation is gone.</param>
internal sealed record StoredAttachment(Attachment Attachment, string UploaderId, bool Spent, string? ConversationId);

/// <summary>What the store promises of attachments: what they are and whose. Their bytes are in an <see cref="IFileStore"/>.</summary>
internal interface IAttachmentStore
{
    /// <summary>Notes an upload durably.</summary>
    Task<Result<bool>> AddAsync(NewUpload upload, CancellationToken cancellationToken);

    /// <summary>Null where there is none of that id.</summary>
    Task<StoredAttachment?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>How many bytes somebody's attachments are in all, bound or not.</summary>
    Task<long> UsedByAsync(string uploaderId, CancellationToken cancellationToken);

    /// <summary>How many bytes all attachments are.</summary>
    Task<long> UsedAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Spends what nothing has bound since this moment, and finds that and what lost its conversation: no message can bind any of it and
    /// nobody may fetch it, so that its bytes can go.
    /// </summary>
    /// <param name="uploadedBefore">What was uploaded earlier and is not bound is over.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<Result<IReadOnlyList<string>>> TakeLooseAsync(DateTimeOffset uploadedBefore, int most, CancellationToken cancellationToken);

    /// <summary>Forgets attachments whose bytes are removed.</summary>
    Task<Result<int>> RemoveAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken);
}
