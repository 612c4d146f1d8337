using System.Runtime.InteropServices;

namespace KefuBlazor.Chaos.Nodes;

/// <summary>Signals to processes that this program started.</summary>
internal static partial class Signals
{
    public const int Kill = 9;
    public const int Terminate = 15;
    public const int Continue = 18;
    public const int Stop = 19;

    private const int NoSuchProcess = 3;

    /// <summary>Sends one; to a process that has just ended it means nothing any more.</summary>
    public static void Send(int processId, int signal)
    {
        if (Raise(processId, signal) != 0 && Marshal.GetLastPInvokeError() is var error and not NoSuchProcess)
            throw new InvalidOperationException($"Signal {signal} to process {processId} failed with {error}.");
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Raise(int processId, int signal);
}
