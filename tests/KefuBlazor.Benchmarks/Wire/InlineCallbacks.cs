using System.Net;
using System.Net.Sockets;

namespace KefuBlazor.Benchmarks.Wire;

/// <summary>
/// Has this process run the callbacks of sockets on the thread that the kernel woke, which spares each of them a turn on the thread pool. .NET
/// offers it by an environment variable alone, which must not reach the servers that are started: they are measured as they come.
/// </summary>
internal static class InlineCallbacks
{
    private const string Variable = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    public static async Task EnableAsync()
    {
        Environment.SetEnvironmentVariable(Variable, "1");
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        // It is looked at when the first socket waits for something.
        using var client = new TcpClient();
        var accepting = listener.AcceptTcpClientAsync();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
        (await accepting).Dispose();
        Environment.SetEnvironmentVariable(Variable, null);
    }
}
