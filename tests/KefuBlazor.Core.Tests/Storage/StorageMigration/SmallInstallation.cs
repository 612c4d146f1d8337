using KefuBlazor.Core.Agents;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Customers;
using KefuBlazor.Core.Ratings;
using KefuBlazor.Core.Storage.Rows;
using KefuBlazor.Core.Storage.StorageMigration;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;

namespace KefuBlazor.Core.Tests.Storage.StorageMigration;

/// <summary>A stopped installation on SQLite, with a row at least in every table and texts and times of every kind.</summary>
internal sealed class SmallInstallation : IAsyncDisposable
{
    public const int Messages = 60;

    public static readonly string[] Texts =
    [
        "😀👩‍👩‍👧‍👦 你好，世界", "\u0001\u001f\u007f\ufffd\U0010ffff", "مرحبا\u202e\u200d", "'; DROP TABLE messages; --\t\r\n\\N \\.", new string('字', 4000),
        string.Concat(Enumerable.Repeat("😀", 2000)),
    ];

    private readonly CoreHost _home = CoreHost.StartStopped();

    public Participant Customer { get; private set; } = null!;

    public Participant Agent { get; private set; } = null!;

    public Conversation Open { get; private set; } = null!;

    public Conversation Waiting { get; private set; } = null!;

    public Conversation Closed { get; private set; } = null!;

    public static async Task<SmallInstallation> MakeAsync()
    {
        var made = new SmallInstallation();
        await made.WriteAsync(made.FillAsync);
        return made;
    }

    /// <summary>The command's work, in small batches.</summary>
    public Task<MigrationReport> MigrateAsync(string target, Action<MigrationProgress>? told = null, CancellationToken cancellationToken = default)
    {
        var migration = (SqliteToPostgres)_home.Get<IStorageMigration>();
        migration.BatchRows = 7;
        return migration.MigrateAsync(target, told is null ? null : new Told(told), cancellationToken);
    }

    /// <summary>A server runs on it for a while.</summary>
    public async Task WriteAsync(Func<CoreHost, Task> work)
    {
        await using (var core = await _home.RestartAsync(Scenarios.Unlimited))
            await work(core);
        SqliteConnection.ClearAllPools();
    }

    public ValueTask DisposeAsync() => _home.DisposeAsync();

    private async Task FillAsync(CoreHost core)
    {
        core.Time.Advance(TimeSpan.FromMilliseconds(123.9));
        Agent = await core.AddAgentAsync("kefu001");
        await core.Get<IAgentTokenService>().IssueAsync(Agent.Id, SignInKind.Token);
        await using (var context = await core.OpenContextAsync())
        {
            context.Add(new DataProtectionKey { FriendlyName = "key-" + Guid.NewGuid(), Xml = "<key>密</key>" });
            context.Add(new DataProtectionKey());
            context.Add(new IdentityUserClaim<string> { UserId = Agent.Id, ClaimType = "a" });
            context.Add(new IdentityUserLogin<string> { UserId = Agent.Id, LoginProvider = "p", ProviderKey = "k" });
            context.Add(new IdentityUserToken<string> { UserId = Agent.Id, LoginProvider = "p", Name = "n", Value = "v" });
            context.Add(new IdentityRoleClaim<string> { RoleId = context.Roles.Single().Id, ClaimValue = "b" });
            context.Users.Single().LockoutEnd = DateTimeOffset.MaxValue;
            await context.SaveChangesAsync();
        }

        Closed = await core.OpenAsync(await core.AddCustomerAsync(), Agent);
        await core.CloseAsync(Agent, Closed.Id);
        await core.Get<IRatingService>().RateAsync(new Participant(ParticipantType.Customer, Closed.CustomerId, string.Empty), Closed.Id, new Rating(4, Texts[0]));
        Waiting = await core.OpenAsync();
        Customer = await core.AddCustomerAsync();
        Open = await core.OpenAsync(Customer, Agent);
        await core.NoteUploadAsync(Customer);
        await FillCustomersAsync(core);
        for (var n = 0; n < Messages; n++)
        {
            core.Time.Advance(TimeSpan.FromMilliseconds(1));
            await core.SendAsync(n % 3 == 0 ? Agent : Customer, "m" + n, Open.Id, Texts[n % Texts.Length]);
        }
    }

    private async Task FillCustomersAsync(CoreHost core)
    {
        var customers = core.Get<ICustomerService>();
        await customers.ReportPageAsync(Customer.Id, "https://shop.example/?q=字", Texts[2], "https://search.example/");
        await customers.IdentifyAsync(Customer.Id, new Identification { Name = "王小姐", Attributes = new Dictionary<string, string?> { ["级别"] = "金" } });
        await using var context = await core.OpenContextAsync();
        context.Add(new VisitorTokenRow { CustomerId = Customer.Id, TokenHash = "hash", CreatedAt = core.Time.GetUtcNow() });
        await context.SaveChangesAsync();
    }

    private sealed class Told(Action<MigrationProgress> told) : IProgress<MigrationProgress>
    {
        public void Report(MigrationProgress value) => told(value);
    }
}
