using Microsoft.Extensions.Logging;

namespace KefuBlazor.Core.Storage.Postgres;

internal sealed partial class PostgresCommits
{
    [LoggerMessage(1820, LogLevel.Error, "What follows a commit failed")]
    private partial void LogObserverFailed(Exception exception);

    [LoggerMessage(1821, LogLevel.Warning, "The connection was lost during COMMIT of transaction {TransactionId}: asking what became of it")]
    private partial void LogUnknownOutcome(string transactionId, Exception exception);

    [LoggerMessage(1822, LogLevel.Information, "Transaction {TransactionId} is {Outcome}")]
    private partial void LogSettled(string transactionId, string outcome);

    [LoggerMessage(1823, LogLevel.Error, "What became of transaction {TransactionId} could not be found out; clients learn of it when they next fetch")]
    private partial void LogNotSettled(string transactionId);
}
