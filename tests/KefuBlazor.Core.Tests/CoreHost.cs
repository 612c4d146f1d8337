using KefuBlazor.Core.Agents;
using KefuBlazor.Core.Assignment;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Customers;
using KefuBlazor.Core.Jobs;
using KefuBlazor.Core.Messages;
using KefuBlazor.Core.Storage;
using KefuBlazor.Core.Storage.Postgres;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace KefuBlazor.Core.Tests;

/// <summary>The real Core on a database of its own in a temporary folder, with a clock that stands still until it is told.</summary>
internal sealed class CoreHost : IAsyncDisposable
{
    private readonly bool _ownsFolder;
    private readonly ServiceProvider _services;

    private CoreHost(
        string folder,
        bool ownsFolder,
        IReadOnlyDictionary<string, string?>? settings,
        FakeTimeProvider? time,
        string? connection = null,
        Action<IServiceCollection>? clock = null)
    {
        Folder = folder;
        _ownsFolder = ownsFolder;
        Time = time ?? new FakeTimeProvider(new DateTimeOffset(2026, 1, 18, 9, 0, 0, TimeSpan.Zero));
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["ConnectionStrings:Kefu"] = $"Data Source={Path.Combine(folder, "kefu.db")};{connection}",
                ["Attachments:Path"] = Path.Combine(folder, "files"),
            })
            .AddInMemoryCollection(settings ?? new Dictionary<string, string?>())
            .Build();
        var services = new ServiceCollection();
        if (clock is null)
            services.AddSingleton<TimeProvider>(Time);
        else
            clock(services);
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.None));
        services.AddKefuCore(configuration);
        services.AddIdentityCore<Account>().AddRoles<IdentityRole>().AddKefuAccountStore();
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    public string Folder { get; }

    public FakeTimeProvider Time { get; }

    public IMessageService Messages => Get<IMessageService>();

    public IConversationService Conversations => Get<IConversationService>();

    public AssignmentService Assignment => Get<AssignmentService>();

    /// <param name="settings">What differs from the defaults.</param>
    /// <param name="connection">What else the connection string says.</param>
    public static async Task<CoreHost> StartAsync(Dictionary<string, string?>? settings = null, string? connection = null)
    {
        var host = StartStopped(settings, connection);
        await host.PrepareAsync();
        return host;
    }

    /// <summary>As it is before the database is opened.</summary>
    public static CoreHost StartStopped(Dictionary<string, string?>? settings = null, string? connection = null) =>
        new(Directory.CreateTempSubdirectory("kefu-core-").FullName, ownsFolder: true, settings, null, connection);

    /// <summary>On PostgreSQL, by the database's clock as in earnest, on a machine with this one.</summary>
    public static async Task<CoreHost> StartOnMachineAsync(TimeProvider machine, Dictionary<string, string?> settings)
    {
        var folder = Directory.CreateTempSubdirectory("kefu-core-").FullName;
        var host = new CoreHost(folder, true, settings, null, clock: services => services.AddSingleton(new DatabaseTimeProvider(machine)));
        await host.PrepareAsync();
        return host;
    }

    public async Task PrepareAsync()
    {
        await Get<IDatabase>().PrepareAsync();
        await Get<JobLease>().AskAsync(default);
    }

    /// <summary>A second process on the same database, as after a restart.</summary>
    public async Task<CoreHost> RestartAsync(Dictionary<string, string?>? settings = null)
    {
        await Get<JobLease>().ReleaseAsync();
        var host = new CoreHost(Folder, ownsFolder: false, settings, Time);
        await host.PrepareAsync();
        return host;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async Task<Participant> AddCustomerAsync()
    {
        var registered = await Get<ICustomerService>().RegisterAsync(null, "zh-CN");
        return new Participant(ParticipantType.Customer, registered.Value.Customer.Id, registered.Value.Customer.Name);
    }

    /// <summary>An agent with an account of the role Agent.</summary>
    public async Task<Participant> AddAgentAsync(string id, string role = AgentRoles.Agent)
    {
        await using (var scope = _services.CreateAsyncScope())
        {
            var roles = scope.ServiceProvider.GetRequiredService<RoleManager<IdentityRole>>();
            if (!await roles.RoleExistsAsync(role))
                await roles.CreateAsync(new IdentityRole(role));
            var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
            var account = new Account { Id = id, UserName = id };
            Assert.True((await accounts.CreateAsync(account)).Succeeded);
            Assert.True((await accounts.AddToRoleAsync(account, role)).Succeeded);
        }

        await Get<IAgentService>().SaveAsync(id, "Agent " + id);
        return new Participant(ParticipantType.Agent, id, "Agent " + id, role != AgentRoles.Agent);
    }

    public async Task<Message> SendAsync(Participant sender, string clientId, string? conversationId = null, string content = "hello")
    {
        var receipt = await Messages.SendAsync(new OutgoingMessage(sender, clientId, conversationId, content));
        Assert.True(receipt.Succeeded, receipt.Error?.ToString());
        return receipt.Value.Message;
    }

    public async Task<KefuDbContext> OpenContextAsync() => await Get<IDbContextFactory<KefuDbContext>>().CreateDbContextAsync();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_ownsFolder)
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(Folder, recursive: true);
        }
    }
}
