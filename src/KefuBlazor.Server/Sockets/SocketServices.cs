using KefuBlazor.Core.Protocol;
using Microsoft.Extensions.Options;

namespace KefuBlazor.Server.Sockets;

/// <summary>What every connection works with.</summary>
internal sealed class SocketServices(
    IConnectionFeeds feeds, IFrameDispatcher dispatcher, IOptions<SocketOptions> options, TimeProvider time, ILogger<SocketConnection> logger)
{
    public IConnectionFeeds Feeds => feeds;

    public IFrameDispatcher Dispatcher => dispatcher;

    public SocketOptions Options => options.Value;

    public TimeProvider Time => time;

    public ILogger Logger => logger;
}
