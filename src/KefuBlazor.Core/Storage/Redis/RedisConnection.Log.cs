using Microsoft.Extensions.Logging;

namespace KefuBlazor.Core.Storage.Redis;

internal sealed partial class RedisConnection
{
    [LoggerMessage(1901, LogLevel.Information, "Redis answers")]
    private partial void LogUp();

    [LoggerMessage(1902, LogLevel.Warning, "Redis is away ({Error}); nodes find out of each other's messages by asking the database until it is back")]
    private partial void LogLost(string error);

    [LoggerMessage(1903, LogLevel.Warning, "Redis refused a command")]
    private partial void LogRefused(Exception exception);
}
