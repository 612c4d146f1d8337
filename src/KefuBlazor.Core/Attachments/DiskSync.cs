using System.ComponentModel;
using System.Runtime.InteropServices;

namespace KefuBlazor.Core.Attachments;

/// <summary>What a file system needs to be told so that a file outlasts a power cut: .NET tells it of the bytes, but not of the name.</summary>
internal static partial class DiskSync
{
    private const int ReadOnly = 0;

    // Linux's numbers and Windows' own.
    private static readonly int[] Full = [28, 122, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    /// <summary>Whether there was no room.</summary>
    public static bool IsFull(IOException exception) => Full.Contains(exception.HResult);

    /// <summary>Returns when the names in a folder are on disk. Windows keeps them by itself.</summary>
    public static void Folder(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        var handle = Open(path, ReadOnly);
        if (handle < 0)
            throw Failed(path);
        try
        {
            if (Sync(handle) != 0)
                throw Failed(path);
        }
        finally
        {
            _ = Close(handle);
        }
    }

    private static IOException Failed(string path)
    {
        var error = Marshal.GetLastPInvokeError();
        return new IOException($"{path}: {new Win32Exception(error).Message}", error);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(int handle);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int handle);
}
