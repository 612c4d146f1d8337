using System.Globalization;

namespace KefuBlazor.Chaos.Faults;

/// <summary>A file system of its own for a run's data, unmounted and removed with it. Needs root.</summary>
internal sealed class Disk : IAsyncDisposable
{
    private readonly string _home;

    private Disk(string home, string? image)
    {
        _home = home;
        Image = image;
        Folder = Path.Combine(home, "disk");
    }

    /// <summary>Where it is mounted.</summary>
    public string Folder { get; }

    /// <summary>The file that it lies in; null where it lies in memory.</summary>
    public string? Image { get; }

    /// <summary>Null where disks can be made here; else what is missing.</summary>
    public static async Task<string?> FindObstacleAsync()
    {
        if (Environment.UserName != "root")
            return "needs root, to mount";
        try
        {
            await using var disk = await MakeImageAsync(4);
            return null;
        }
        catch (InvalidOperationException exception)
        {
            return $"cannot mount here: {exception.Message.Trim()}";
        }
    }

    /// <summary>A small disk in memory.</summary>
    public static async Task<Disk> MakeTmpfsAsync(int megabytes)
    {
        var disk = new Disk(Directory.CreateTempSubdirectory("kefu-chaos-disk-").FullName, image: null);
        return await disk.MountAsync("-t", "tmpfs", "-o", Invariant($"size={megabytes}m"), "tmpfs");
    }

    /// <summary>An ext4 in a file: what is in the file is what reached the disk.</summary>
    public static async Task<Disk> MakeImageAsync(int megabytes)
    {
        var home = Directory.CreateTempSubdirectory("kefu-chaos-disk-").FullName;
        var image = Path.Combine(home, "image");
        await using (var file = File.Create(image))
            file.SetLength(megabytes * 1024L * 1024);
        await Command.RunAsync("mkfs.ext4", "-q", "-F", image);

        // Nothing is to reach the disk by itself in the course of a run: only what is synced.
        return await new Disk(home, image).MountAsync("-o", "loop,commit=300", image);
    }

    /// <summary>The disk as it would be found after the power failed now.</summary>
    public async Task<Disk> CopyAsSyncedAsync()
    {
        var home = Directory.CreateTempSubdirectory("kefu-chaos-disk-").FullName;
        var copy = Path.Combine(home, "image");
        await Command.RunAsync("cp", "--sparse=always", Image!, copy);
        return await new Disk(home, copy).MountAsync("-o", "loop", copy);
    }

    /// <summary>Fills it up to the last byte.</summary>
    public async Task FillAsync()
    {
        await using var file = new FileStream(FillerFile, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1);
        foreach (var size in new[] { 1 << 20, 4096, 1 })
        {
            var block = new byte[size];
            try
            {
                while (true)
                    file.Write(block);
            }
            catch (IOException)
            {
                // Full for blocks of this size.
            }
        }
    }

    /// <summary>Makes room again.</summary>
    public void Free() => File.Delete(FillerFile);

    public async ValueTask DisposeAsync()
    {
        await Command.SucceedsAsync("umount", Folder);
        if (Directory.EnumerateFileSystemEntries(Folder).Any(path => Path.GetFileName(path) != "lost+found"))
            throw new InvalidOperationException($"{Folder} could not be unmounted.");
        Nodes.Leftovers.Forget(this);
        Directory.Delete(_home, recursive: true);
    }

    private string FillerFile => Path.Combine(Folder, "filler");

    private async Task<Disk> MountAsync(params string[] arguments)
    {
        Directory.CreateDirectory(Folder);
        try
        {
            await Command.RunAsync(["mount", .. arguments, Folder]);

            // Lazily: servers that lie on it are only just being killed.
            Nodes.Leftovers.Add(this, () => Command.SucceedsAsync("umount", "--lazy", Folder).GetAwaiter().GetResult());
            return this;
        }
        catch
        {
            Directory.Delete(_home, recursive: true);
            throw;
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
