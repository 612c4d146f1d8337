using System.Globalization;
using KefuBlazor.Core.Retention;
using KefuBlazor.Core.Storage;
using KefuBlazor.Core.Storage.Backup;
using Microsoft.Extensions.Options;

namespace KefuBlazor.Server.Commands;

/// <summary>What the program does in place of serving, when its first word is the name of a command.</summary>
internal static class CommandLine
{
    private static readonly Dictionary<string, Func<IServiceProvider, string[], Task>> Commands = new(StringComparer.Ordinal)
    {
        ["backup"] = BackupAsync,
        ["restore"] = RestoreAsync,
        ["purge"] = PurgeAsync,
        ["migrate-storage"] = MigrateStorage.RunAsync,
    };

    /// <summary>Whether these arguments name a command.</summary>
    public static bool Names(string[] args) => args.Length > 0 && Commands.ContainsKey(args[0]);

    /// <summary>Runs the command.</summary>
    /// <returns>The program's exit code: 0, or 1 where it failed, with the reason on standard error.</returns>
    public static async Task<int> RunAsync(IServiceProvider services, string[] args)
    {
        try
        {
            await Commands[args[0]](services, args[1..]);
            return 0;
        }
        catch (Exception exception) when (exception is InvalidOperationException or OptionsValidationException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
    }

    private static async Task BackupAsync(IServiceProvider services, string[] args)
    {
        var folder = Folder(args, "backup");
        Console.WriteLine($"Copying the database and its files to {folder} …");
        var report = await services.GetRequiredService<IBackupService>().BackupAsync(folder);
        Say($"Done: {report.Conversations:N0} conversations with {report.Messages:N0} messages, {report.Bytes / 1024.0 / 1024:N1} MB, checked, and {report.Files:N0} files.");
    }

    private static async Task RestoreAsync(IServiceProvider services, string[] args)
    {
        var report = await services.GetRequiredService<IBackupService>().RestoreAsync(Folder(args, "restore"));
        Say($"Restored {report.Conversations:N0} conversations with {report.Messages:N0} messages and {report.Files:N0} files, as they were at {report.StartedAt:u}.");
        Console.WriteLine("What was there before lies beside the database, named before-restore. Start the server now.");
    }

    private static async Task PurgeAsync(IServiceProvider services, string[] args)
    {
        var dryRun = args.Contains("--dry-run");
        await services.GetRequiredService<IDatabase>().PrepareAsync();
        var progress = new Progress<PurgeReport>(part => Say($"  {part.Conversations:N0} conversations …"));
        var report = await services.GetRequiredService<IRetentionService>().PurgeAsync(dryRun, progress);
        if (report.Before is not { } before)
            Console.WriteLine("Retention:Days is 0: conversations are kept for ever.");
        else if (dryRun)
            Say($"Would remove {report.Conversations:N0} conversations with {report.Messages:N0} messages, closed before {before:u}.");
        else
            Say($"Removed {report.Conversations:N0} conversations with {report.Messages:N0} messages, closed before {before:u}.");
    }

    private static string Folder(string[] args, string command) => args.FirstOrDefault(arg => !arg.StartsWith('-'))
        ?? throw new InvalidOperationException($"Name the folder of the backup: KefuBlazor.Server {command} PATH");

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
