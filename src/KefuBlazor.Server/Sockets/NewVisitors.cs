using System.Net;
using KefuBlazor.Server.Limits;
using Microsoft.Extensions.Options;

namespace KefuBlazor.Server.Sockets;

/// <summary>Counts the new visitors of the last minute by address.</summary>
internal sealed class NewVisitors(IOptions<LimitOptions> limits, TimeProvider time)
{
    private readonly SlidingWindow<IPAddress> _window = new(time, TimeSpan.FromMinutes(1));

    /// <summary>Counts one more; else how long until there is room.</summary>
    public TimeSpan? TryTake(IPAddress address) => _window.TryTake(address, limits.Value.NewVisitorsPerMinutePerAddress);
}
