namespace KefuBlazor.Core.Attachments;

/// <summary>Removes what nobody can fetch any more.</summary>
internal interface IAttachmentCleaner
{
    /// <summary>Removes uploads that no message bound in time, and attachments whose conversation is gone, with their bytes.</summary>
    /// <returns>How many.</returns>
    Task<int> CleanAsync(CancellationToken cancellationToken);
}
