using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace KefuBlazor.Core.Storage.Postgres;

/// <summary>Why a transaction came to nothing, as far as it decides what to do next.</summary>
internal enum PostgresFailure
{
    /// <summary>Others changed the same at the same time: once more, and it may go.</summary>
    Collision,

    /// <summary>A unique key was taken: once more, and it sees who has it.</summary>
    Taken,

    /// <summary>The connection broke, or none could be made, before anything was committed.</summary>
    Lost,

    /// <summary>The disk is full.</summary>
    DiskFull,

    /// <summary>COMMIT was sent and no answer came: it may be stored.</summary>
    Unknown,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>COMMIT was sent and no answer came.</summary>
internal sealed class UnknownOutcomeException(Exception inner) : Exception("Nobody knows whether the transaction was committed.", inner);

/// <summary>What to make of exceptions of Npgsql and EF Core.</summary>
internal static class PostgresErrors
{
    private const int MostCollisions = 12;
    private const int MostTries = 3;

    private const string IdleInTransaction = "25P03"; // this node was frozen, and its transaction was ended

    private static readonly Error Full = new(ErrorCode.StorageFull, "The database's disk is full.");
    private static readonly Error Failed = new(ErrorCode.Unavailable, "The message store could not be written to.", TimeSpan.FromSeconds(1));

    public static PostgresFailure FailureOf(Exception exception)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case UnknownOutcomeException:
                    return PostgresFailure.Unknown;
                case DbUpdateConcurrencyException:
                    return PostgresFailure.Collision;
                case PostgresException answer:
                    return FailureOf(answer.SqlState);
                case NpgsqlException { InnerException: TimeoutException }:
                    return PostgresFailure.Other; // it was waited for long enough already
                case NpgsqlException:
                    return PostgresFailure.Lost;
            }
        }

        return PostgresFailure.Other;
    }

    /// <summary>Whether PostgreSQL itself said that a COMMIT failed; else nobody knows.</summary>
    public static bool IsRolledBack(Exception exception)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            // FATAL and PANIC end the connection, and say nothing of the transaction.
            if (cause is PostgresException { InvariantSeverity: "ERROR" })
                return true;
        }

        return false;
    }

    public static bool MayRunAgain(PostgresFailure failure, int tries) => failure switch
    {
        PostgresFailure.Collision => tries < MostCollisions,
        PostgresFailure.Taken or PostgresFailure.Lost => tries < MostTries,
        _ => false,
    };

    /// <summary>How long to wait before the next try: longer each time, and by chance, so that those who collided do not do so again.</summary>
    public static TimeSpan PauseAfter(int tries) => TimeSpan.FromMilliseconds(Random.Shared.Next(1, Math.Min(4 << tries, 100)));

    public static Error ToError(PostgresFailure failure) => failure == PostgresFailure.DiskFull ? Full : Failed;

    private static PostgresFailure FailureOf(string sqlState) => sqlState switch
    {
        PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected => PostgresFailure.Collision,
        PostgresErrorCodes.UniqueViolation => PostgresFailure.Taken,
        PostgresErrorCodes.DiskFull => PostgresFailure.DiskFull,
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
            or PostgresErrorCodes.TooManyConnections or IdleInTransaction => PostgresFailure.Lost,
        _ when sqlState.StartsWith("08", StringComparison.Ordinal) => PostgresFailure.Lost,
        _ => PostgresFailure.Other,
    };
}
