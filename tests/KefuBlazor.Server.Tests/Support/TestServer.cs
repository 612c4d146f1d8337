namespace KefuBlazor.Server.Tests.Support;

/// <summary>Servers as these tests want them.</summary>
internal static class TestServer
{
    /// <summary>Starts one; the limits by address are off unless given, since all tests come from one.</summary>
    /// <param name="settings">Settings as in the configuration, with colons.</param>
    public static Task<ServerProcess> StartAsync(params (string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string>
        {
            ["Limits:NewVisitorsPerMinutePerAddress"] = "0",
            ["Limits:SocketsPerAddress"] = "0",
            ["Limits:FailedLoginsPerMinutePerAddress"] = "0",
        };
        foreach (var (key, value) in settings)
            all[key] = value;
        return ServerProcess.StartAsync(all);
    }
}
