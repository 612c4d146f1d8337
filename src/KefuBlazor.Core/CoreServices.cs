using KefuBlazor.Core.Agents;
using KefuBlazor.Core.Assignment;
using KefuBlazor.Core.Attachments;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Customers;
using KefuBlazor.Core.Forms;
using KefuBlazor.Core.Hours;
using KefuBlazor.Core.Hub;
using KefuBlazor.Core.Jobs;
using KefuBlazor.Core.Limits;
using KefuBlazor.Core.Messages;
using KefuBlazor.Core.Presence;
using KefuBlazor.Core.Protocol;
using KefuBlazor.Core.Ratings;
using KefuBlazor.Core.Retention;
using KefuBlazor.Core.Storage;
using KefuBlazor.Core.Storage.Backup;
using KefuBlazor.Core.Storage.Disk;
using KefuBlazor.Core.Storage.InProcess;
using KefuBlazor.Core.Storage.Postgres;
using KefuBlazor.Core.Storage.Redis;
using KefuBlazor.Core.Storage.Sqlite;
using KefuBlazor.Core.Storage.StorageMigration;
using KefuBlazor.Core.Transcripts;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace KefuBlazor.Core;

/// <summary>Puts the Core together: the one place that knows both the slices and what is behind their interfaces.</summary>
public static class CoreServices
{
    /// <summary>Adds the slices, the hub, the protocol and the store that the configuration names.</summary>
    public static IServiceCollection AddKefuCore(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddSlices(configuration);
        services.AddNodes(configuration);
        services.AddStores();
        if (StorageOptions.ReadProvider(configuration) == StorageProvider.Postgres)
            services.AddPostgres(configuration);
        else
            services.AddSqlite(configuration);
        return services;
    }

    /// <summary>Keeps Identity's accounts in the same database.</summary>
    public static IdentityBuilder AddKefuAccountStore(this IdentityBuilder identity) => identity.AddEntityFrameworkStores<KefuDbContext>();

    /// <summary>Keeps the keys of cookies in the same database, so that a restart or another node signs nobody out.</summary>
    public static IDataProtectionBuilder AddKefuKeyStore(this IDataProtectionBuilder protection) => protection.PersistKeysToDbContext<KefuDbContext>();

    private static void AddSlices(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IChatHub, ChatHub>();

        services.AddSingleton<IMessageService, MessageService>();
        services.AddSingleton<ConversationService>();
        services.AddSingleton<IConversationService>(provider => provider.GetRequiredService<ConversationService>());
        services.AddSingleton<IConversationRights>(provider => provider.GetRequiredService<ConversationService>());
        services.AddValidated<ConversationOptions, ConversationOptionsValidator>(configuration, ConversationOptions.Section);
        services.AddSingleton<IdleService>();
        services.AddHostedService(provider => provider.GetRequiredService<IdleService>());
        services.AddHostedService<NodeCatchUp>();
        services.AddOptions<TypingOptions>().Bind(configuration.GetSection(TypingOptions.Section));
        services.AddSingleton<ICustomerService, CustomerService>();
        services.AddSingleton<ICustomerDirectory, CustomerDirectory>();
        services.AddValidated<CustomerOptions, CustomerOptionsValidator>(configuration, CustomerOptions.Section);

        services.AddSingleton<IAgentService, AgentService>();
        services.AddSingleton<IAgentTokenService, AgentTokenService>();
        services.AddValidated<AgentTokenOptions, AgentTokenOptionsValidator>(configuration, AgentTokenOptions.Section);

        services.AddSingleton<IBusinessHours, BusinessHours>();
        services.AddValidated<HoursOptions, HoursOptionsValidator>(configuration, HoursOptions.Section);
        services.AddValidated<PreChatOptions, PreChatOptionsValidator>(configuration, PreChatOptions.Section);
        services.Configure<PreChatOptions>(options => options.Sites = PreChatOptions.SitesOf(configuration));
        services.AddValidated<LeaveMessageOptions, LeaveMessageOptionsValidator>(configuration, LeaveMessageOptions.Section);
        services.AddSingleton<ILeaveMessageService, LeaveMessageService>();
        services.AddSingleton<IRatingService, RatingService>();
        services.AddSingleton<ITranscriptService, TranscriptService>();

        services.AddSingleton<QueuePace>();
        services.AddSingleton<IAssignmentSignal, AssignmentSignal>();
        services.AddSingleton<AssignmentService>();
        services.AddSingleton<IAssignmentService>(provider => provider.GetRequiredService<AssignmentService>());
        services.AddHostedService(provider => provider.GetRequiredService<AssignmentService>());
        services.AddValidated<AssignmentOptions, AssignmentOptionsValidator>(configuration, AssignmentOptions.Section);

        services.AddSingleton<JobLease>();
        services.AddSingleton<IJobLease>(provider => provider.GetRequiredService<JobLease>());
        services.AddHostedService(provider => provider.GetRequiredService<JobLease>());
        services.AddSingleton<RetentionService>();
        services.AddSingleton<IRetentionService>(provider => provider.GetRequiredService<RetentionService>());
        services.AddHostedService(provider => provider.GetRequiredService<RetentionService>());
        services.AddValidated<RetentionOptions, RetentionOptionsValidator>(configuration, RetentionOptions.Section);

        services.AddAttachments(configuration);

        services.AddSingleton<RateLimiter>();
        services.AddSingleton<INodeRateLimiter>(provider => provider.GetRequiredService<RateLimiter>());
        services.AddValidated<SendLimitOptions, SendLimitOptionsValidator>(configuration, SendLimitOptions.Section);

        services.AddSingleton<CustomerFrames>();
        services.AddSingleton<IFrameDispatcher, FrameDispatcher>();
        services.AddSingleton<IConnectionFeeds, ConnectionFeeds>();
    }

    private static void AddAttachments(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IAttachmentService, AttachmentService>();
        services.AddSingleton<IAttachmentLinks, AttachmentLinks>();
        services.AddSingleton<IncomingFiles>();
        services.AddSingleton<AttachmentQuota>();
        services.AddSingleton<AttachmentCleaner>();
        services.AddSingleton<IAttachmentCleaner>(provider => provider.GetRequiredService<AttachmentCleaner>());
        services.AddHostedService(provider => provider.GetRequiredService<AttachmentCleaner>());
        services.AddValidated<AttachmentOptions, AttachmentOptionsValidator>(configuration, AttachmentOptions.Section);
    }

    /// <summary>What nodes share beside the store: by Redis where there is one, else within this process, which then is the only one.</summary>
    private static void AddNodes(this IServiceCollection services, IConfiguration configuration)
    {
        if (configuration.GetConnectionString("Redis") is { Length: > 0 } redis)
        {
            services.AddRedis(configuration, redis);
            return;
        }

        services.AddSingleton<IBackplane, NoBackplane>();
        services.AddSingleton<IRedisHealth, NoRedis>();
        services.AddSingleton<IPresence, InProcessPresence>();
        services.AddSingleton<ISignInCache, InProcessSignInCache>();
        services.AddSingleton<IRateLimiter>(provider => provider.GetRequiredService<RateLimiter>());
    }

    private static void AddSqlite(this IServiceCollection services, IConfiguration configuration)
    {
        var options = new SqliteDatabaseOptions(configuration.GetConnectionString("Kefu") ?? SqliteDatabaseOptions.DefaultConnectionString);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddDbContextFactory<KefuDbContext>(context => context
            .UseSqlite(options.ConnectionString)
            .AddInterceptors(SqlitePragmaInterceptor.Instance));
        services.AddSingleton<IDatabase, SqliteDatabase>();
        services.AddSingleton<IBackupService, SqliteBackup>();
        services.AddSingleton<IStorageMigration, SqliteToPostgres>();
        services.AddSingleton<SqliteWriter>();
        services.AddSingleton<IWriteQueue>(provider => provider.GetRequiredService<SqliteWriter>());
        services.AddSingleton<IMessageStore, SqliteMessageStore>();
        services.AddSingleton<IValidateOptions<AttachmentOptions>, SqliteKeepsNoFiles>();
        services.AddSingleton<IFileStore, DiskFileStore>();
        services.AddSingleton<IMarkStore, SqliteMarkStore>();
        services.AddSingleton<INewCustomerStore, SqliteNewCustomerStore>();
    }

    private static void AddPostgres(this IServiceCollection services, IConfiguration configuration)
    {
        var options = PostgresDatabaseOptions.From(configuration.GetConnectionString("Kefu"));
        services.TryAddSingleton(_ => new DatabaseTimeProvider(TimeProvider.System));
        services.TryAddSingleton<TimeProvider>(provider => provider.GetRequiredService<DatabaseTimeProvider>());
        services.AddSingleton<DatabaseClock>();
        services.AddHostedService(provider => provider.GetRequiredService<DatabaseClock>());
        services.AddSingleton(options);
        services.AddSingleton(_ => options.CreateDataSource());
        services.AddSingleton<PostgresContextFactory>();
        services.AddSingleton<IDbContextFactory<KefuDbContext>>(provider => provider.GetRequiredService<PostgresContextFactory>());
        services.AddScoped(provider => provider.GetRequiredService<PostgresContextFactory>().CreateDbContext());
        services.AddSingleton<PostgresSchema>();
        services.AddSingleton<IDatabase, PostgresDatabase>();
        services.AddSingleton<IBackupService, PostgresBackup>();
        services.AddSingleton<IStorageMigration, AlreadyOnPostgres>();
        services.AddSingleton<PostgresCommits>();
        services.AddSingleton<IWriteQueue, PostgresWriter>();
        services.AddSingleton<IMessageStore, PostgresMessageStore>();
        services.AddSingleton<IFileStore>(provider =>
            provider.GetRequiredService<IOptions<AttachmentOptions>>().Value.Store == AttachmentStoreKind.Database
                ? ActivatorUtilities.CreateInstance<PostgresFileStore>(provider)
                : ActivatorUtilities.CreateInstance<DiskFileStore>(provider));
        services.AddSingleton<IMarkStore, PostgresMarkStore>();
        services.AddSingleton<INewCustomerStore, NewCustomerStore>();
    }

    /// <summary>What is the same for every provider: rows by EF Core, changes by the provider's write queue.</summary>
    private static void AddStores(this IServiceCollection services)
    {
        services.AddSingleton<MessageReader>();
        services.AddSingleton<IConversationStore, ConversationStore>();
        services.AddSingleton<IIdleStore, IdleStore>();
        services.AddSingleton<ILeftMessageStore, LeftMessageStore>();
        services.AddSingleton<IRatingStore, RatingStore>();
        services.AddSingleton<IAssignmentStore, AssignmentStore>();
        services.AddSingleton<ICustomerStore, CustomerStore>();
        services.AddSingleton<ICustomerIdentityStore, CustomerIdentityStore>();
        services.AddSingleton<IAgentStore, AgentStore>();
        services.AddSingleton<ISignInStore, SignInStore>();
        services.AddSingleton<ILeaseStore, LeaseStore>();
        services.AddSingleton<IRetentionStore, RetentionStore>();
        services.AddSingleton<IAttachmentStore, AttachmentStore>();
    }

    private static void AddValidated<TOptions, TValidator>(this IServiceCollection services, IConfiguration configuration, string section)
        where TOptions : class
        where TValidator : class, IValidateOptions<TOptions>
    {
        services.AddOptions<TOptions>().Bind(configuration.GetSection(section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TOptions>, TValidator>();
    }
}
