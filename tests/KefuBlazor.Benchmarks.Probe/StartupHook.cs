using System.Runtime.InteropServices;
using KefuBlazor.Benchmarks.Probe;

/// <summary>
/// What .NET runs in a process before its own <c>Main</c>: from then on SIGUSR1 has the process write down how much it has allocated and
/// collected, and SIGUSR2 the same after a full collection. .NET finds it by its name, which stands in no namespace.
/// </summary>
internal static class StartupHook
{
    private static readonly List<PosixSignalRegistration> Registrations = [];

    public static void Initialize()
    {
        // Children of the process are not what is measured.
        Environment.SetEnvironmentVariable("DOTNET_STARTUP_HOOKS", null);
        if (Environment.GetEnvironmentVariable(ProbeReport.FileVariable) is not { Length: > 0 } file)
            return;

        StoreListener.Start();
        Listen(ProbeReport.ReportSignal, file, collects: false);
        Listen(ProbeReport.CollectSignal, file, collects: true);
    }

    private static void Listen(int signal, string file, bool collects) =>
        Registrations.Add(PosixSignalRegistration.Create((PosixSignal)signal, context =>
        {
            context.Cancel = true;
            ProbeReport.Take(collects).Write(file);
        }));
}
