using Microsoft.Extensions.Logging;

namespace KefuBlazor.Core.Storage.Redis;

internal sealed partial class RedisBackplane
{
    [LoggerMessage(1911, LogLevel.Information, "This node hears the words of others")]
    private partial void LogHears();

    [LoggerMessage(1912, LogLevel.Warning, "This node does not hear the words of others")]
    private partial void LogDeaf();

    [LoggerMessage(1913, LogLevel.Information, "Words of node {NodeId} were lost")]
    private partial void LogGap(string nodeId);

    [LoggerMessage(1915, LogLevel.Error, "A word of type {WordType} from node {NodeId} could not be read")]
    private partial void LogUnreadable(string wordType, string nodeId);
}
