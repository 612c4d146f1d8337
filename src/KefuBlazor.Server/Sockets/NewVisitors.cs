using System.Net;
using KefuBlazor.Core.Limits;
using KefuBlazor.Server.Limits;
using Microsoft.Extensions.Options;

namespace KefuBlazor.Server.Sockets;

/// <summary>How many new visitors come from one address, over all nodes.</summary>
internal sealed class NewVisitors(IOptions<LimitOptions> limits, IRateLimiter limiter)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>Counts one more; else how long until there is room.</summary>
    public async ValueTask<TimeSpan?> TryTakeAsync(IPAddress address)
    {
        var allowance = await limiter.TakeAsync(new RateKey("new_visitor", address.ToString()), limits.Value.NewVisitorsPerMinutePerAddress, Window);
        return allowance.Allowed ? null : allowance.RetryAfter;
    }
}
