using System.Globalization;
using System.Text.Json;
using KefuBlazor.Core.Attachments;
using KefuBlazor.Core.Storage.Backup;
using KefuBlazor.Core.Storage.Disk;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace KefuBlazor.Core.Storage.Sqlite;

/// <summary>
/// <c>VACUUM INTO</c> reads one snapshot: in WAL mode writers go on meanwhile, and nothing of a later commit is in it. SQLite's backup API would
/// begin anew at each write of another process.
/// </summary>
internal sealed class SqliteBackup(SqliteDatabaseOptions options, IOptions<AttachmentOptions> attachments, TimeProvider time) : IBackupService
{
    private const string DatabaseName = "kefu.db";
    private const string ReportName = "backup.json";
    private const string FilesName = "files";

    public async Task<BackupReport> BackupAsync(string folder, CancellationToken cancellationToken)
    {
        if (!File.Exists(options.File))
            throw new InvalidOperationException($"There is no database at {options.File}. Run it in the directory that the server is started in.");
        Directory.CreateDirectory(folder);
        if (Directory.EnumerateFileSystemEntries(folder).Any())
            throw new InvalidOperationException($"{Path.GetFullPath(folder)} is not empty. Name a new folder for each backup.");

        var startedAt = time.GetUtcNow();
        var copy = Path.Combine(folder, DatabaseName);
        await using (var source = Open(options.File, SqliteOpenMode.ReadWrite))
        {
            await using var command = source.CreateCommand();
            command.CommandText = "VACUUM INTO $copy";
            command.Parameters.AddWithValue("$copy", copy);
            command.CommandTimeout = 0;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        // VACUUM INTO does not wait for the disk; a backup that a power cut can empty is none.
        await using (var file = new FileStream(copy, FileMode.Open, FileAccess.ReadWrite))
            file.Flush(flushToDisk: true);

        // After the database: a file is kept before the message is that carries it, so that none of the copy's lacks.
        var files = FileCopies.Copy(attachments.Value.Path, Path.Combine(folder, FilesName), cancellationToken);

        // The report is written last: a folder without one is a backup that did not end.
        var report = Check(copy, startedAt) with { Files = files };
        await File.WriteAllTextAsync(Path.Combine(folder, ReportName), JsonSerializer.Serialize(report), cancellationToken);
        return report;
    }

    public async Task<BackupReport> RestoreAsync(string folder, CancellationToken cancellationToken)
    {
        var reportFile = Path.Combine(folder, ReportName);
        var copy = Path.Combine(folder, DatabaseName);
        if (!File.Exists(reportFile) || !File.Exists(copy))
            throw new InvalidOperationException($"{Path.GetFullPath(folder)} holds no finished backup.");
        var expected = JsonSerializer.Deserialize<BackupReport>(await File.ReadAllTextAsync(reportFile, cancellationToken))!;

        Directory.CreateDirectory(Path.GetDirectoryName(options.File)!);
        var incoming = options.File + ".incoming";
        File.Copy(copy, incoming, overwrite: true);
        var found = Check(incoming, expected.StartedAt);
        if (found.Messages != expected.Messages || found.Conversations != expected.Conversations)
            throw new InvalidOperationException($"The backup is damaged: it says {expected.Messages} messages and holds {found.Messages}.");

        if (File.Exists(options.File))
            MoveAside();
        var files = FileCopies.Copy(Path.Combine(folder, FilesName), attachments.Value.Path, cancellationToken);
        File.Move(incoming, options.File);
        return found with { Files = files };
    }

    private static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static BackupReport Check(string file, DateTimeOffset startedAt)
    {
        using var connection = Open(file, SqliteOpenMode.ReadOnly);
        var verdict = Convert.ToString(Scalar(connection, "PRAGMA integrity_check"), CultureInfo.InvariantCulture);
        if (verdict != "ok")
            throw new InvalidOperationException($"The copy is damaged: {verdict}");
        return new BackupReport(
            startedAt,
            (long)Scalar(connection, "SELECT COUNT(*) FROM conversations")!,
            (long)Scalar(connection, "SELECT COUNT(*) FROM messages")!,
            new FileInfo(file).Length);
    }

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    /// <summary>The log belongs to the file: both go aside, after everything in the log went into the file.</summary>
    private void MoveAside()
    {
        SqliteExclusive.Open(options.File).Dispose();
        var aside = string.Create(CultureInfo.InvariantCulture, $"{options.File}.before-restore-{time.GetUtcNow():yyyyMMdd-HHmmss}");
        File.Move(options.File, aside);
        File.Delete(options.File + "-wal");
        File.Delete(options.File + "-shm");
    }
}
