using System.Diagnostics;
using KefuBlazor.Chaos.Broken;
using Microsoft.Extensions.Hosting;

/// <summary>
/// What .NET calls before a program's Main where <c>DOTNET_STARTUP_HOOKS</c> names this assembly. It waits for the host to be built and then
/// puts a broken service in the place of a sound one, as tests of web applications replace services.
/// </summary>
internal static class StartupHook
{
    public static void Initialize()
    {
        var name = Environment.GetEnvironmentVariable("KEFU_BROKEN");
        if (Enum.TryParse<BrokenSwitch>(name, out var broken))
            DiagnosticListener.AllListeners.Subscribe(new Listeners(broken));
    }

    private sealed class Listeners(BrokenSwitch broken) : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
    {
        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.Extensions.Hosting")
                value.Subscribe(this);
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Key == "HostBuilding" && value.Value is IHostBuilder host)
                host.ConfigureServices((_, services) => Switches.Throw(services, broken));
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
