using Microsoft.AspNetCore.Http.Features;

namespace KefuBlazor.Server.Sockets;

/// <summary>
/// Puts a <see cref="HeardStream"/> under the WebSocket of a request, whichever way it is upgraded. Belongs before the WebSocket middleware,
/// which takes the features as it finds them.
/// </summary>
internal static class HeardUpgrade
{
    public static IApplicationBuilder UseHeardUpgrade(this IApplicationBuilder app, PathString path) => app.Use((http, next) =>
    {
        if (http.Request.Path == path)
            Install(http.Features, new LastHeard(http.RequestServices.GetRequiredService<TimeProvider>()));
        return next(http);
    });

    private static void Install(IFeatureCollection features, LastHeard heard)
    {
        features.Set(heard);
        if (features.Get<IHttpUpgradeFeature>() is { } upgrade)
            features.Set<IHttpUpgradeFeature>(new Upgrade(upgrade, heard));
        if (features.Get<IHttpExtendedConnectFeature>() is { } connect)
            features.Set<IHttpExtendedConnectFeature>(new ExtendedConnect(connect, heard));
    }

    private sealed class Upgrade(IHttpUpgradeFeature inner, LastHeard heard) : IHttpUpgradeFeature
    {
        public bool IsUpgradableRequest => inner.IsUpgradableRequest;

        public async Task<Stream> UpgradeAsync() => new HeardStream(await inner.UpgradeAsync(), heard);
    }

    private sealed class ExtendedConnect(IHttpExtendedConnectFeature inner, LastHeard heard) : IHttpExtendedConnectFeature
    {
        public bool IsExtendedConnect => inner.IsExtendedConnect;

        public string? Protocol => inner.Protocol;

        public async ValueTask<Stream> AcceptAsync() => new HeardStream(await inner.AcceptAsync(), heard);
    }
}
