using Microsoft.Extensions.Logging;

namespace KefuBlazor.Core.Storage.Postgres;

internal sealed partial class PostgresGroups<TItem, TResult>
{
    [LoggerMessage(1850, LogLevel.Error, "{Count} writes of a group were not stored after {Tries} tries: {Failure}")]
    private partial void LogNotStored(int count, int tries, PostgresFailure failure, Exception exception);
}
