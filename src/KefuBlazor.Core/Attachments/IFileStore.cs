namespace KefuBlazor.Core.Attachments;

/// <summary>Where the bytes of attachments are kept.</summary>
internal interface IFileStore
{
    /// <summary>Keeps a file's bytes under this id. When it returns they outlast a power cut.</summary>
    /// <param name="id">Random; nothing is kept under it yet.</param>
    /// <param name="path">A file beside those that are kept, whose own bytes are on disk already. It may be gone then.</param>
    /// <param name="cancellationToken">Gives up, and keeps nothing.</param>
    /// <exception cref="IOException">The bytes are not kept.</exception>
    Task KeepAsync(string id, string path, CancellationToken cancellationToken);

    /// <summary>The bytes, from any place on; null where they are not there. The caller disposes it.</summary>
    Task<Stream?> OpenAsync(Attachment attachment, CancellationToken cancellationToken);

    /// <summary>Removes the bytes, if there are any.</summary>
    Task RemoveAsync(string id, CancellationToken cancellationToken);
}
