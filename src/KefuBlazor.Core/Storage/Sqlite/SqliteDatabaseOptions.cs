using Microsoft.Data.Sqlite;

namespace KefuBlazor.Core.Storage.Sqlite;

/// <summary>Where the database is.</summary>
/// <param name="ConnectionString">From <c>ConnectionStrings:Kefu</c>.</param>
internal sealed record SqliteDatabaseOptions(string ConnectionString)
{
    public const string DefaultConnectionString = "Data Source=data/kefu.db";

    /// <summary>The file's path; a relative one is taken from the current directory.</summary>
    public string File => Path.GetFullPath(new SqliteConnectionStringBuilder(ConnectionString).DataSource);
}
