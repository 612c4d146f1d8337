namespace KefuBlazor.Server.Tests.Support;

/// <summary>One server for the tests of a class, in which nobody is signed in but who a test signs in.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    public ServerProcess Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await TestServer.StartAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
