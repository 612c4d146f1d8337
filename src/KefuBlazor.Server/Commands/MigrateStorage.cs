using System.Globalization;
using KefuBlazor.Core.Storage.StorageMigration;

namespace KefuBlazor.Server.Commands;

/// <summary>The command <c>migrate-storage</c>: from SQLite to PostgreSQL.</summary>
internal static class MigrateStorage
{
    private const string Option = "--to";

    public static async Task RunAsync(IServiceProvider services, string[] args)
    {
        var report = await services.GetRequiredService<IStorageMigration>().MigrateAsync(TargetOf(args), new Printer());
        if (report.WentOn)
            Console.WriteLine("Went on where an earlier copy had ended.");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Done: {report.Tables} tables with {report.Rows:N0} rows, of which {report.Conversations:N0} conversations and {report.Messages:N0} messages."));
        Console.WriteLine("Every row was compared, and every conversation has its messages from the first to the last.");
        Console.WriteLine("SQLite's file is as it was. Start the server with these settings, the password filled in:");
        foreach (var (name, value) in report.Settings)
            Console.WriteLine($"  {name}='{value}'");
    }

    private static string TargetOf(string[] args)
    {
        var index = Array.FindIndex(args, arg => arg == Option || arg.StartsWith(Option + '=', StringComparison.Ordinal));
        var target = index < 0 ? null : args[index] != Option ? args[index][(Option.Length + 1)..] : args.ElementAtOrDefault(index + 1);
        return target ?? throw new InvalidOperationException(
            $"Name the database to copy into: KefuBlazor.Server migrate-storage {Option} \"Host=…;Database=…;Username=…;Password=…\"");
    }

    /// <summary>Prints at once and in order, which the library's own does not.</summary>
    private sealed class Printer : IProgress<MigrationProgress>
    {
        public void Report(MigrationProgress value) => Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {(value.Phase == MigrationPhase.Copying ? "copied  " : "compared")} {value.Table,-20} {value.Rows,12:N0} of {value.Total:N0}, {value.RowsPerSecond:N0}/s"));
    }
}
