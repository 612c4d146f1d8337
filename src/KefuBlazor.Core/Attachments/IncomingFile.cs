using System.Buffers;

namespace KefuBlazor.Core.Attachments;

/// <summary>A file that is being uploaded. It is removed when it is disposed, unless it was kept under another name by then.</summary>
internal sealed class IncomingFile(string path, int mostBytes) : IDisposable
{
    private const int BufferBytes = 64 * 1024;

    public string Path { get; } = path;

    /// <summary>In bytes.</summary>
    public int Size { get; private set; }

    /// <summary>Writes all that comes to the disk, and syncs it.</summary>
    /// <returns>False where it is too much; what was too much was not read.</returns>
    /// <exception cref="InvalidDataException">The upload broke off.</exception>
    /// <exception cref="IOException">There is no room.</exception>
    public async Task<bool> FillAsync(Stream content, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(Path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            while (await ReadAsync(content, buffer, cancellationToken) is var read and > 0)
            {
                if (read > mostBytes - Size)
                    return false;
                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                Size += read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        file.Flush(flushToDisk: true);
        return true;
    }

    public void Dispose() => File.Delete(Path);

    // Told apart from what goes wrong with the disk, which is not the sender's fault.
    private static async Task<int> ReadAsync(Stream content, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await content.ReadAsync(buffer, cancellationToken);
        }
        catch (IOException exception)
        {
            throw new InvalidDataException("The upload broke off.", exception);
        }
    }
}
