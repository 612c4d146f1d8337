using KefuBlazor.Core.Attachments;
using Microsoft.Extensions.Options;

namespace KefuBlazor.Core.Storage.Disk;

/// <summary>Attachments as files under their ids, in 256 folders by the first two letters. Several nodes mount the same folder.</summary>
internal sealed class DiskFileStore(IOptions<AttachmentOptions> options) : IFileStore
{
    private const int BufferBytes = 64 * 1024;

    private readonly string _root = Path.GetFullPath(options.Value.Path);

    public Task KeepAsync(string id, string path, CancellationToken cancellationToken)
    {
        var file = FileOf(id);
        var folder = Path.GetDirectoryName(file)!;
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder);
            DiskSync.Folder(_root);
        }

        File.Move(path, file);
        DiskSync.Folder(folder);
        return Task.CompletedTask;
    }

    public Task<Stream?> OpenAsync(Attachment attachment, CancellationToken cancellationToken)
    {
        try
        {
            return Task.FromResult<Stream?>(
                new FileStream(FileOf(attachment.Id), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferBytes, FileOptions.Asynchronous));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    public Task RemoveAsync(string id, CancellationToken cancellationToken)
    {
        var file = FileOf(id);
        if (File.Exists(file))
            File.Delete(file);
        return Task.CompletedTask;
    }

    private string FileOf(string id) => AttachmentUrl.IsId(id)
        ? Path.Combine(_root, id[..2], id)
        : throw new ArgumentException("An id is 32 digits and small letters a to f.", nameof(id));
}
