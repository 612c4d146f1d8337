using Npgsql;

namespace KefuBlazor.Core.Storage.Postgres;

/// <summary>Where the database is and how its connections are made.</summary>
/// <param name="ConnectionString">What was said, completed.</param>
/// <param name="Setting">Where it was said.</param>
internal sealed record PostgresDatabaseOptions(string ConnectionString, string Setting)
{
    public const string ServersSetting = "ConnectionStrings:Kefu";

    private const string Example = "Host=localhost;Database=kefu;Username=kefu;Password=…";

    /// <summary>What is taken where the connection string does not say.</summary>
    private static readonly (string Key, object Value)[] Defaults =
    [
        ("Application Name", "KefuBlazor"),
        ("Maximum Pool Size", 40), // two nodes fit into the 100 connections that PostgreSQL allows unless told otherwise
        ("Max Auto Prepare", 100), // planning a list of conversations takes PostgreSQL longer than reading it
        ("Timeout", 5),
        ("Command Timeout", 15),
        ("TCP Keepalive", true),
    ];

    /// <summary>The database's name.</summary>
    public string? Database => new NpgsqlConnectionStringBuilder(ConnectionString).Database;

    /// <summary>Checks and completes what the configuration says.</summary>
    /// <param name="connectionString">What is said.</param>
    /// <param name="setting">Where, for whoever has to mend it.</param>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">It is missing or of the wrong form.</exception>
    public static PostgresDatabaseOptions From(string? connectionString, string setting = ServersSetting)
    {
        if (string.IsNullOrWhiteSpace(connectionString))
            throw StorageOptions.Wrong($"{setting} is missing, and names a database of PostgreSQL. Write for example \"{Example}\".");

        NpgsqlConnectionStringBuilder builder;
        try
        {
            builder = new NpgsqlConnectionStringBuilder(connectionString);
        }
        catch (ArgumentException)
        {
            // What is wrong with it is not repeated: it may hold a password.
            throw StorageOptions.Wrong($"{setting} is no connection string of PostgreSQL. Write for example \"{Example}\".");
        }

        if (string.IsNullOrEmpty(builder.Host) || string.IsNullOrEmpty(builder.Database))
            throw StorageOptions.Wrong($"{setting} names no Host or no Database. Write for example \"{Example}\".");

        // The keys that were set; ContainsKey asks whether there is such a key at all.
        var said = builder.Keys.ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in Defaults)
        {
            if (!said.Contains(key))
                builder[key] = value;
        }

        // A node that was frozen inside a transaction must not keep its locks from the others.
        builder.Options = $"-c idle_in_transaction_session_timeout=10s {builder.Options}".TrimEnd();
        return new PostgresDatabaseOptions(builder.ConnectionString, setting);
    }

    /// <summary>The pool of connections; each is checked as it is made.</summary>
    public NpgsqlDataSource CreateDataSource()
    {
        var builder = new NpgsqlDataSourceBuilder(ConnectionString);
        builder.UsePhysicalConnectionInitializer(PostgresSettings.Assert, PostgresSettings.AssertAsync);
        return builder.Build();
    }
}
