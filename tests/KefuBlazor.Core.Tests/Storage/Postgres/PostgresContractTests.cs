using KefuBlazor.Core.Tests.Storage.Contracts;

namespace KefuBlazor.Core.Tests.Storage.Postgres;

public sealed class PostgresMessageStoreTests : MessageStoreContract
{
    private protected override Task<CoreHost> StartHostAsync() => PostgresHosts.StartAsync();
}

public sealed class PostgresConversationStoreTests : ConversationStoreContract
{
    private protected override Task<CoreHost> StartHostAsync() => PostgresHosts.StartAsync();
}

public sealed class PostgresMarkStoreTests : MarkStoreContract
{
    private protected override Task<CoreHost> StartHostAsync() => PostgresHosts.StartAsync();
}

public sealed class PostgresConversationListTests : ConversationListContract
{
    private protected override Task<CoreHost> StartHostAsync() => PostgresHosts.StartAsync();
}

public sealed class PostgresAssignmentStoreTests : AssignmentStoreContract
{
    private protected override Task<CoreHost> StartHostAsync() => PostgresHosts.StartAsync();
}

public sealed class PostgresCustomerStoreTests : CustomerStoreContract
{
    private protected override Task<CoreHost> StartHostAsync() => PostgresHosts.StartAsync();
}

public sealed class PostgresCustomerIdentityTests : CustomerIdentityContract
{
    private protected override async Task<CoreHost> StartHostAsync() => await CoreHost.StartAsync(Identities.With(await PostgresHosts.NewDatabaseAsync()));
}

public sealed class PostgresSignInStoreTests : SignInStoreContract
{
    private protected override Task<CoreHost> StartHostAsync() => PostgresHosts.StartAsync();
}

public sealed class PostgresAgentStoreTests : AgentStoreContract
{
    private protected override Task<CoreHost> StartHostAsync() => PostgresHosts.StartAsync();
}

public sealed class PostgresLeaseStoreTests : LeaseStoreContract
{
    private protected override Task<CoreHost> StartHostAsync() => PostgresHosts.StartAsync();
}

public sealed class PostgresRetentionStoreTests : RetentionStoreContract
{
    private protected override Task<CoreHost> StartHostAsync() => PostgresHosts.StartAsync();
}

public sealed class PostgresAttachmentStoreTests : AttachmentStoreContract
{
    private protected override Task<CoreHost> StartHostAsync() => PostgresHosts.StartAsync();
}

public sealed class PostgresFileStoreTests : FileStoreContract
{
    private protected override Task<CoreHost> StartHostAsync() => PostgresHosts.StartAsync(new() { ["Attachments:Store"] = "Database" });
}

public sealed class PostgresLifeStoreTests : LifeStoreContract
{
    private protected override async Task<CoreHost> StartHostAsync() => await CoreHost.StartAsync(With(await PostgresHosts.NewDatabaseAsync()));
}

public sealed class PostgresCustomerContactTests : CustomerContactContract
{
    private protected override async Task<CoreHost> StartHostAsync() => await CoreHost.StartAsync(With(await PostgresHosts.NewDatabaseAsync()));
}
