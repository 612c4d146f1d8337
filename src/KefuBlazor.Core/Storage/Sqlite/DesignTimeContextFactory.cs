using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace KefuBlazor.Core.Storage.Sqlite;

/// <summary>How <c>dotnet ef migrations add</c> makes a context; it opens no database.</summary>
internal sealed class DesignTimeContextFactory : IDesignTimeDbContextFactory<KefuDbContext>
{
    public KefuDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<KefuDbContext>().UseSqlite(SqliteDatabaseOptions.DefaultConnectionString).Options);
}
