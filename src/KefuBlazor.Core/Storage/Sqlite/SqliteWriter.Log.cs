using Microsoft.Extensions.Logging;

namespace KefuBlazor.Core.Storage.Sqlite;

internal sealed partial class SqliteWriter
{
    [LoggerMessage(1801, LogLevel.Error, "A group of {Count} writes failed; nothing of it was stored")]
    private partial void LogWriteFailed(int count, Exception exception);

    [LoggerMessage(1802, LogLevel.Critical, "The database takes no writes any more after I/O error {SqliteCode}: check the disk, then restart")]
    private partial void LogBroken(int sqliteCode);

    [LoggerMessage(1803, LogLevel.Error, "What follows a commit failed")]
    private partial void LogObserverFailed(Exception exception);
}
