using KefuBlazor.Benchmarks.Yardsticks.Blazor;
using KefuBlazor.Benchmarks.Yardsticks.SignalR;

namespace KefuBlazor.Benchmarks.Yardsticks;

/// <summary>Servers that this program is, in a process of its own, to be measured beside the product.</summary>
internal static class Yardstick
{
    public const string Echo = "echo";
    public const string SignalR = "signalr";
    public const string Blazor = "blazor";

    /// <summary>The environment variable that makes this program one of them.</summary>
    public const string Variable = "KEFU_YARDSTICK";

    /// <summary>The environment variable that names the database of one that has one.</summary>
    public const string DatabaseVariable = "KEFU_YARDSTICK_DATABASE";

    /// <summary>Serves until it is ended.</summary>
    public static Task ServeAsync(string name, string[] args) => name switch
    {
        Echo => EchoServer.RunAsync(args),
        SignalR => RelayServer.RunAsync(args, Environment.GetEnvironmentVariable(DatabaseVariable)!),
        Blazor => EmptyServer.RunAsync(args),
        _ => throw new ArgumentException($"There is no yardstick {name}."),
    };
}
