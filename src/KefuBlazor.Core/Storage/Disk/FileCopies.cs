using KefuBlazor.Core.Attachments;

namespace KefuBlazor.Core.Storage.Disk;

/// <summary>Copies of kept files, for backups. A file never changes, so that what is there already is left alone.</summary>
internal static class FileCopies
{
    /// <summary>Copies all that is kept in one folder and lacks in another, synced.</summary>
    /// <returns>How many files the one folder keeps.</returns>
    public static long Copy(string from, string to, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(from))
            return 0;
        var count = 0L;
        foreach (var folder in Directory.EnumerateDirectories(from).Where(folder => Path.GetFileName(folder).Length == 2))
        {
            var target = Directory.CreateDirectory(Path.Combine(to, Path.GetFileName(folder))).FullName;
            foreach (var file in Directory.EnumerateFiles(folder).Where(file => AttachmentUrl.IsId(Path.GetFileName(file))))
            {
                cancellationToken.ThrowIfCancellationRequested();
                count += CopyOne(file, Path.Combine(target, Path.GetFileName(file))) ? 1 : 0;
            }

            DiskSync.Folder(target);
        }

        return count;
    }

    /// <returns>False where it was removed a moment ago.</returns>
    private static bool CopyOne(string file, string copy)
    {
        if (File.Exists(copy))
            return true;
        try
        {
            File.Copy(file, copy);
        }
        catch (FileNotFoundException)
        {
            return false;
        }

        using var written = new FileStream(copy, FileMode.Open, FileAccess.ReadWrite);
        written.Flush(flushToDisk: true);
        return true;
    }
}
