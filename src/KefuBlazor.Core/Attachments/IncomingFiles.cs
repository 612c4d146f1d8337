using Microsoft.Extensions.Options;

namespace KefuBlazor.Core.Attachments;

/// <summary>Files that are just being uploaded: in a folder beside those that are kept, so that keeping one is giving it another name.</summary>
internal sealed class IncomingFiles(IOptions<AttachmentOptions> options, TimeProvider time)
{
    // No upload takes so long: a slower one is cut off by the web server.
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(2);

    private readonly string _folder = Path.Combine(Path.GetFullPath(options.Value.Path), "incoming");

    /// <summary>A new one.</summary>
    /// <exception cref="IOException">There is no room.</exception>
    public IncomingFile Create()
    {
        Directory.CreateDirectory(_folder);
        return new IncomingFile(Path.Combine(_folder, Guid.NewGuid().ToString("N")), options.Value.MaxBytes);
    }

    /// <summary>Removes what a server that was killed has left.</summary>
    public int RemoveAbandoned()
    {
        if (!Directory.Exists(_folder))
            return 0;
        var before = time.GetUtcNow() - Abandoned;
        var old = new DirectoryInfo(_folder).EnumerateFiles().Where(file => file.LastWriteTimeUtc < before.UtcDateTime).ToList();
        old.ForEach(file => file.Delete());
        return old.Count;
    }
}
