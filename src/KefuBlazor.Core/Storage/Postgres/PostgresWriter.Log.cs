using Microsoft.Extensions.Logging;

namespace KefuBlazor.Core.Storage.Postgres;

internal sealed partial class PostgresWriter
{
    [LoggerMessage(1830, LogLevel.Error, "A write failed after {Tries} tries: {Failure}")]
    private partial void LogWriteFailed(int tries, PostgresFailure failure, Exception exception);
}
