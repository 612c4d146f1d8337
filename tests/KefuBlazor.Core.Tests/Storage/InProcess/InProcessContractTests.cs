using KefuBlazor.Core.Tests.Storage.Contracts;

namespace KefuBlazor.Core.Tests.Storage.InProcess;

public sealed class InProcessPresenceTests : PresenceContract
{
    private protected override Task<CoreHost> StartHostAsync() => CoreHost.StartAsync(Scenarios.Unlimited);
}

public sealed class InProcessSignInCacheTests : SignInCacheContract
{
    private protected override Task<CoreHost> StartHostAsync() => CoreHost.StartAsync(Scenarios.Unlimited);
}

public sealed class InProcessRateLimiterTests : RateLimiterContract
{
    private protected override Task<CoreHost> StartHostAsync() => CoreHost.StartAsync(Scenarios.Unlimited);
}
