namespace KefuBlazor.Core.Storage;

/// <summary>The database as a whole, for those who start and watch the program.</summary>
public interface IDatabase
{
    /// <summary>Which one it is.</summary>
    StorageProvider Provider { get; }

    /// <summary>The folder that it lies in; null where another program keeps it.</summary>
    string? Folder { get; }

    /// <summary>
    /// Makes or migrates the database and checks that it is set up to keep what it acknowledges. Call it before anything else.
    /// </summary>
    /// <exception cref="InvalidOperationException">It is not, and the message says what to mend.</exception>
    Task PrepareAsync(CancellationToken cancellationToken = default);

    /// <summary>Null while the database answers and takes writes; else why not, for an operator.</summary>
    Task<string?> FindFaultAsync(CancellationToken cancellationToken = default);
}
