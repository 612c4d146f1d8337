using KefuBlazor.Core.Agents;
using KefuBlazor.Core.Storage.Rows;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace KefuBlazor.Core.Storage;

/// <summary>Everything that lasts, Identity's accounts and the keys of cookies included.</summary>
internal class KefuDbContext : IdentityDbContext<Account, IdentityRole, string>, IDataProtectionKeyContext
{
    public KefuDbContext(DbContextOptions<KefuDbContext> options)
        : base(options)
    {
    }

    /// <summary>For a provider that has migrations of its own: EF Core tells migrations apart by the type of their context.</summary>
    protected KefuDbContext(DbContextOptions options)
        : base(options)
    {
    }

    public DbSet<ConversationRow> Conversations => Set<ConversationRow>();

    public DbSet<ConversationEventRow> ConversationEvents => Set<ConversationEventRow>();

    public DbSet<RatingRow> Ratings => Set<RatingRow>();

    public DbSet<MessageRow> Messages => Set<MessageRow>();

    public DbSet<AttachmentRow> Attachments => Set<AttachmentRow>();

    public DbSet<CustomerRow> Customers => Set<CustomerRow>();

    public DbSet<VisitorTokenRow> VisitorTokens => Set<VisitorTokenRow>();

    public DbSet<CustomerPageRow> CustomerPages => Set<CustomerPageRow>();

    public DbSet<AgentRow> Agents => Set<AgentRow>();

    public DbSet<SignInRow> SignIns => Set<SignInRow>();

    public DbSet<LeaseRow> Leases => Set<LeaseRow>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(KefuDbContext).Assembly);
        builder.Entity<Account>().ToTable("accounts");
        builder.Entity<IdentityRole>().ToTable("roles");
        builder.Entity<IdentityUserRole<string>>().ToTable("account_roles");
        builder.Entity<IdentityUserClaim<string>>().ToTable("account_claims");
        builder.Entity<IdentityUserLogin<string>>().ToTable("account_logins");
        builder.Entity<IdentityUserToken<string>>().ToTable("account_tokens");
        builder.Entity<IdentityRoleClaim<string>>().ToTable("role_claims");
        builder.Entity<DataProtectionKey>().ToTable("data_protection_keys");

        foreach (var entity in builder.Model.GetEntityTypes())
        {
            foreach (var property in entity.GetProperties())
                property.SetColumnName(SnakeCase.Of(property.Name));
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // SQLite has no type for times that sorts: milliseconds since 1970 do.
        if (Database.IsSqlite())
            configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMillisecondsConverter>();
    }
}
