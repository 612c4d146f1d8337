using KefuBlazor.Core.Tests.Storage.Contracts;

namespace KefuBlazor.Core.Tests.Storage.Sqlite;

public sealed class SqliteMessageStoreTests : MessageStoreContract
{
    private protected override Task<CoreHost> StartHostAsync() => CoreHost.StartAsync(Scenarios.Unlimited);
}

public sealed class SqliteConversationStoreTests : ConversationStoreContract
{
    private protected override Task<CoreHost> StartHostAsync() => CoreHost.StartAsync(Scenarios.Unlimited);
}

public sealed class SqliteMarkStoreTests : MarkStoreContract
{
    private protected override Task<CoreHost> StartHostAsync() => CoreHost.StartAsync(Scenarios.Unlimited);
}

public sealed class SqliteConversationListTests : ConversationListContract
{
    private protected override Task<CoreHost> StartHostAsync() => CoreHost.StartAsync(Scenarios.Unlimited);
}

public sealed class SqliteAssignmentStoreTests : AssignmentStoreContract
{
    private protected override Task<CoreHost> StartHostAsync() => CoreHost.StartAsync(Scenarios.Unlimited);
}

public sealed class SqliteCustomerStoreTests : CustomerStoreContract
{
    private protected override Task<CoreHost> StartHostAsync() => CoreHost.StartAsync(Scenarios.Unlimited);
}

public sealed class SqliteCustomerIdentityTests : CustomerIdentityContract
{
    private protected override Task<CoreHost> StartHostAsync() => CoreHost.StartAsync(Identities.With(Scenarios.Unlimited));
}

public sealed class SqliteSignInStoreTests : SignInStoreContract
{
    private protected override Task<CoreHost> StartHostAsync() => CoreHost.StartAsync(Scenarios.Unlimited);
}

public sealed class SqliteAgentStoreTests : AgentStoreContract
{
    private protected override Task<CoreHost> StartHostAsync() => CoreHost.StartAsync(Scenarios.Unlimited);
}

public sealed class SqliteLeaseStoreTests : LeaseStoreContract
{
    private protected override Task<CoreHost> StartHostAsync() => CoreHost.StartAsync(Scenarios.Unlimited);
}

public sealed class SqliteRetentionStoreTests : RetentionStoreContract
{
    private protected override Task<CoreHost> StartHostAsync() => CoreHost.StartAsync(Scenarios.Unlimited);
}

public sealed class SqliteAttachmentStoreTests : AttachmentStoreContract
{
    private protected override Task<CoreHost> StartHostAsync() => CoreHost.StartAsync(Scenarios.Unlimited);
}

public sealed class DiskFileStoreTests : FileStoreContract
{
    private protected override Task<CoreHost> StartHostAsync() => CoreHost.StartAsync(Scenarios.Unlimited);
}

public sealed class SqliteLifeStoreTests : LifeStoreContract
{
    private protected override Task<CoreHost> StartHostAsync() => CoreHost.StartAsync(With(Scenarios.Unlimited));
}

public sealed class SqliteCustomerContactTests : CustomerContactContract
{
    private protected override Task<CoreHost> StartHostAsync() => CoreHost.StartAsync(With(Scenarios.Unlimited));
}
