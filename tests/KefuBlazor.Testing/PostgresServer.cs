using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Npgsql;

namespace KefuBlazor.Testing;

/// <summary>
/// A real PostgreSQL with data of its own in a temporary folder, on a free loopback port, that syncs as in earnest. It ends and its data go
/// with the process that started it, however that one ends; in a folder that is kept, its data stay.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string User = "kefu";

    // Reads until its input ends, which it does when the tests' process is gone, and then cleans up. $1 folder, $2 whether it is kept,
    // $3 pg_ctl, the rest how to run it.
    private const string WatchScript =
        """
        exec >/dev/null 2>&1
        folder=$1; kept=$2; control=$3; shift 3
        read -r _
        if [ "$kept" = yes ]; then exec "$@" "$control" -D "$folder/data" -m fast -t 60 stop; fi
        "$@" "$control" -D "$folder/data" -m immediate stop
        rm -rf "$folder"
        """;

    private readonly string _programs;
    private readonly string _folder;
    private readonly bool _kept;
    private string _password = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
    private Process? _watcher;
    private int _databases;

    private PostgresServer(string programs, string? keptFolder = null)
    {
        _programs = programs;
        _kept = keptFolder is not null;
        _folder = keptFolder ?? Directory.CreateTempSubdirectory("kefu-postgres-").FullName;
        Port = ServerProcess.FreePort();
    }

    public int Port { get; }

    /// <summary>What the server logged so far.</summary>
    public string Log => File.ReadAllText(Path.Combine(_folder, "log"));

    // PostgreSQL refuses to run as root: Debian's package makes a user for it.
    private static string[] AsItsUser => Environment.UserName == "root" ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"] : [];

    /// <summary>Makes a cluster and starts it: some seconds.</summary>
    /// <param name="settings">Lines for <c>postgresql.conf</c>, besides those that tests always have.</param>
    public static async Task<PostgresServer> StartAsync(params string[] settings)
    {
        var server = new PostgresServer(FindPrograms());
        try
        {
            await server.MakeAsync(settings);
            await server.StartAgainAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Starts it on the cluster in this folder, for one process at a time. What is there is made anew where it was never finished or is of
    /// another version of PostgreSQL.
    /// </summary>
    public static async Task<PostgresServer> StartKeptAsync(string folder)
    {
        var server = new PostgresServer(FindPrograms(), folder);
        var (password, made) = (Path.Combine(folder, "password"), Path.Combine(folder, "made"));
        if (File.Exists(made) && await File.ReadAllTextAsync(made) == server._programs)
        {
            server._password = await File.ReadAllTextAsync(password);
            server.Watch();
        }
        else
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
            Directory.CreateDirectory(folder);
            await server.MakeAsync([]);
            await File.WriteAllTextAsync(made, server._programs);
        }

        await server.StartAgainAsync();
        return server;
    }

    public string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = Port,
        Database = database,
        Username = User,
        Password = _password,
        SslMode = SslMode.Disable,
        MaxPoolSize = 20,
    }.ConnectionString;

    /// <summary>A new database.</summary>
    /// <param name="template">The name of one to copy, which nobody may be connected to; null: an empty one.</param>
    /// <returns>Its name.</returns>
    public async Task<string> CreateDatabaseAsync(string? template = null)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"kefu_{Interlocked.Increment(ref _databases)}");
        await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {template ?? "template0"}");
        return name;
    }

    /// <summary>Ends whoever is connected to it, too.</summary>
    public Task DropDatabaseAsync(string name) => ExecuteAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");

    /// <summary>A backup as an operator makes it, with <c>pg_dump</c>.</summary>
    /// <returns>Its file, which goes with the server.</returns>
    public async Task<string> DumpAsync(string database)
    {
        var file = Path.Combine(_folder, $"{database}.dump");
        await RunAsync("pg_dump", "-Fc", "-d", Address(database), "-f", file);
        return file;
    }

    /// <summary>Puts a backup into an empty database, with <c>pg_restore</c>.</summary>
    public Task RestoreAsync(string file, string database) => RunAsync("pg_restore", "-d", Address(database), file);

    /// <summary>Statements as the superuser.</summary>
    public async Task ExecuteAsync(string sql, string database = "postgres")
    {
        await using var connection = new NpgsqlConnection(ConnectionString(database) + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 60 };
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Starts it on the same port and data, and waits until it answers.</summary>
    public Task StartAgainAsync() => RunAsync(
        "pg_ctl",
        "-D",
        Path.Combine(_folder, "data"),
        "-l",
        Path.Combine(_folder, "log"),
        "-o",
        string.Create(CultureInfo.InvariantCulture, $"-p {Port}"),
        "-w",
        "-t",
        "60",
        "start");

    /// <summary>Ends all connections and stops.</summary>
    /// <param name="crash">As after a crash: nothing is finished first, and the next start recovers from the log.</param>
    public Task StopAsync(bool crash = false) =>
        RunAsync("pg_ctl", "-D", Path.Combine(_folder, "data"), "-m", crash ? "immediate" : "fast", "-w", "-t", "60", "stop");

    public async ValueTask DisposeAsync()
    {
        if (_watcher is null)
        {
            Directory.Delete(_folder, recursive: true);
            return;
        }

        _watcher.StandardInput.Close();
        await _watcher.WaitForExitAsync();
        _watcher.Dispose();
    }

    private string Address(string database) =>
        string.Create(CultureInfo.InvariantCulture, $"postgresql://{User}:{_password}@127.0.0.1:{Port}/{database}");

    private static string FindPrograms()
    {
        const string packages = "/usr/lib/postgresql";
        var found = Directory.Exists(packages)
            ? Directory.EnumerateDirectories(packages).Where(folder => File.Exists(Path.Combine(folder, "bin", "initdb")))
                .MaxBy(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0)
            : null;
        return found is null
            ? throw new InvalidOperationException("PostgreSQL is not installed: apt-get install postgresql, or run ./test.sh, which does.")
            : Path.Combine(found, "bin");
    }

    private void Watch()
    {
        string[] watch = ["-c", WatchScript, "watch", _folder, _kept ? "yes" : "no", Path.Combine(_programs, "pg_ctl"), .. AsItsUser];
        _watcher = Process.Start(new ProcessStartInfo("bash", watch) { RedirectStandardInput = true })!;
    }

    private async Task MakeAsync(string[] settings)
    {
        var (data, password) = (Path.Combine(_folder, "data"), Path.Combine(_folder, "password"));
        await File.WriteAllTextAsync(password, _password);
        if (AsItsUser.Length > 0)
            await ExecuteAsync("chown", ["-R", "postgres:postgres", _folder]);

        Watch();

        // A language of its own by default, unlike that of our columns: an order that leans on the default shows.
        await RunAsync(
            "initdb", "-D", data, "-U", User, "-A", "scram-sha-256", "--pwfile", password, "-E", "UTF8", "--no-sync", "--no-instructions",
            "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en-US");
        await File.AppendAllLinesAsync(
            Path.Combine(data, "postgresql.conf"),
            [
                "listen_addresses = '127.0.0.1'",
                $"unix_socket_directories = '{_folder}'",
                "max_connections = 400",
                "fsync = on",
                "full_page_writes = on",
                "synchronous_commit = on",
                "log_min_error_statement = panic", // statements hold what people wrote
                .. settings,
            ]);
    }

    private Task RunAsync(string program, params string[] arguments)
    {
        string[] command = [.. AsItsUser, Path.Combine(_programs, program), .. arguments];
        return ExecuteAsync(command[0], command[1..]);
    }

    private async Task ExecuteAsync(string program, string[] arguments)
    {
        // Output goes to a file: the server that pg_ctl starts would keep a pipe open for as long as it lives.
        var output = Path.Combine(_folder, "output");
        string[] wrapped = ["-c", "exec \"$@\" >\"$0\" 2>&1 </dev/null", output, program, .. arguments];
        using var process = Process.Start(new ProcessStartInfo("bash", wrapped) { WorkingDirectory = _folder })!;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        await process.WaitForExitAsync(limit.Token);
        if (process.ExitCode != 0)
        {
            var log = Path.Combine(_folder, "log");
            throw new InvalidOperationException(
                $"{Path.GetFileName(program)} {arguments.FirstOrDefault()} ended with {process.ExitCode}: {await File.ReadAllTextAsync(output)} "
                + (File.Exists(log) ? await File.ReadAllTextAsync(log) : string.Empty));
        }
    }
}
