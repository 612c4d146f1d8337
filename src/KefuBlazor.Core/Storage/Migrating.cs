using Microsoft.EntityFrameworkCore;

namespace KefuBlazor.Core.Storage;

internal static class Migrating
{
    /// <summary>
    /// Brings the schema up to date. Most starts find it so, and EF Core would build its model a second time even then, to compare it with the
    /// last migration's: that they agree is what a test asserts.
    /// </summary>
    public static async Task MigrateWhereBehindAsync(this KefuDbContext context, CancellationToken cancellationToken)
    {
        if ((await context.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
            await context.Database.MigrateAsync(cancellationToken);
    }
}
