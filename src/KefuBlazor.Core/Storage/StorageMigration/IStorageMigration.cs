namespace KefuBlazor.Core.Storage.StorageMigration;

/// <summary>Moves an installation from SQLite to PostgreSQL.</summary>
public interface IStorageMigration
{
    /// <summary>
    /// Copies everything into an empty database, and compares every row afterwards. Where an earlier copy of the same data did not end it goes on
    /// from there. SQLite's file is locked meanwhile and not changed.
    /// </summary>
    /// <param name="target">PostgreSQL's connection string.</param>
    /// <param name="progress">Told of every batch, by the one who copies.</param>
    /// <param name="cancellationToken">Ends it in the middle; it may be run again.</param>
    /// <exception cref="InvalidOperationException">It cannot be done, and the message says what to mend.</exception>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The connection string is none of PostgreSQL.</exception>
    Task<MigrationReport> MigrateAsync(string target, IProgress<MigrationProgress>? progress = null, CancellationToken cancellationToken = default);
}

/// <summary>How far it is.</summary>
/// <param name="Phase">What is done with the table.</param>
/// <param name="Table">The table's name.</param>
/// <param name="Rows">How many of its rows are done.</param>
/// <param name="Total">How many it has.</param>
/// <param name="RowsPerSecond">Of this table, in this run.</param>
public sealed record MigrationProgress(MigrationPhase Phase, string Table, long Rows, long Total, double RowsPerSecond);

/// <summary>What is done with a table.</summary>
public enum MigrationPhase
{
    /// <summary>Its rows are written.</summary>
    Copying,

    /// <summary>Its rows are compared with the source's.</summary>
    Comparing,
}

/// <summary>What was copied, and found to be the same.</summary>
/// <param name="Tables">How many tables.</param>
/// <param name="Rows">How many rows, in all tables.</param>
/// <param name="Conversations">Of these, conversations.</param>
/// <param name="Messages">Of these, messages.</param>
/// <param name="WentOn">Whether it went on where an earlier copy had ended.</param>
/// <param name="Settings">What a server needs to be told, name and value; the password is left out.</param>
public sealed record MigrationReport(
    int Tables, long Rows, long Conversations, long Messages, bool WentOn, IReadOnlyList<KeyValuePair<string, string>> Settings);
