using KefuBlazor.Testing;

namespace KefuBlazor.Benchmarks.Yardsticks;

/// <summary>This program once more, as one of its yardsticks.</summary>
internal sealed class YardstickProcess : IAsyncDisposable
{
    private readonly ServerProcess _server;
    private readonly string _probeFile;

    private YardstickProcess(ServerProcess server, string probeFile)
    {
        _server = server;
        _probeFile = probeFile;
        Measured = new MeasuredProcess(server.Id, probeFile);
    }

    public Uri Address => _server.BaseAddress;

    public MeasuredProcess Measured { get; }

    public static async Task<YardstickProcess> StartAsync(string yardstick, string? database = null)
    {
        var probeFile = Path.GetTempFileName();
        var settings = MeasuredProcess.ProbeSettings(probeFile);
        settings["ASPNETCORE_ENVIRONMENT"] = settings["DOTNET_ENVIRONMENT"] = "Production";
        settings[Yardstick.Variable] = yardstick;
        settings[Yardstick.DatabaseVariable] = database ?? string.Empty;
        return new YardstickProcess(await ServerProcess.StartAsync(settings, program: typeof(YardstickProcess).Assembly.Location), probeFile);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        File.Delete(_probeFile);
    }
}
