using System.Security.Cryptography;
using KefuBlazor.Core.Agents;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace KefuBlazor.Server.Identity;

/// <summary>Makes the first accounts. What is there already is left as it is, so it may run at every start.</summary>
internal sealed partial class AccountSeeder(
    UserManager<Account> users,
    RoleManager<IdentityRole> roles,
    IPasswordHasher<Account> hasher,
    IAgentService agents,
    IOptions<SeedOptions> options,
    ILogger<AccountSeeder> logger)
{
    private const string DemoPassword = "123456";
    private const int RandomPasswordLength = 20;

    private static readonly (string Id, string Name, string Role)[] Demo =
    [
        ("admin", "管理员", AgentRoles.Admin),
        ("kefu001", "客服小王", AgentRoles.Agent),
        ("kefu002", "客服小李", AgentRoles.Agent),
        ("kefu003", "客服小张", AgentRoles.Agent),
    ];

    public async Task SeedAsync()
    {
        foreach (var role in AgentRoles.All)
        {
            if (!await roles.RoleExistsAsync(role))
                Check(await roles.CreateAsync(new IdentityRole(role)), role);
        }

        var requireChange = options.Value.RequirePasswordChange ?? true;
        if (requireChange)
            await RequireChangeOfDemoPasswordsAsync();

        if (options.Value.DemoAccounts ?? false)
        {
            foreach (var (id, name, role) in Demo)
                await EnsureAsync(id, name, role, DemoPassword, requireChange);
        }
        else if (!users.Users.Any())
        {
            await MakeFirstAdminAsync();
        }
    }

    // A database that was tried out in Development must not go on with passwords that everybody knows.
    private async Task RequireChangeOfDemoPasswordsAsync()
    {
        foreach (var (id, _, _) in Demo)
        {
            if (await users.FindByIdAsync(id) is not { MustChangePassword: false, PasswordHash: { } hash } account
                || hasher.VerifyHashedPassword(account, hash, DemoPassword) == PasswordVerificationResult.Failed)
            {
                continue;
            }

            account.MustChangePassword = true;
            Check(await users.UpdateAsync(account), id);
        }
    }

    private async Task MakeFirstAdminAsync()
    {
        var password = RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789", RandomPasswordLength);
        await EnsureAsync("admin", "管理员", AgentRoles.Admin, password, mustChangePassword: true);

        // To whoever started the program, once, and to no log.
        await Console.Out.WriteLineAsync($"First start: sign in as admin with the password {password} and choose another one.");
    }

    private async Task EnsureAsync(string id, string name, string role, string password, bool mustChangePassword)
    {
        var account = await users.FindByIdAsync(id);
        if (account is null)
        {
            account = new Account { Id = id, UserName = id, MustChangePassword = mustChangePassword };
            account.PasswordHash = hasher.HashPassword(account, password);
            Check(await users.CreateAsync(account), id);
            LogSeeded(id, role);
        }

        if ((await users.GetRolesAsync(account)).Count == 0)
            Check(await users.AddToRoleAsync(account, role), id);
        if (await agents.FindAsync(id) is null)
            await agents.SaveAsync(id, name);
    }

    private static void Check(IdentityResult result, string what)
    {
        if (!result.Succeeded)
            throw new InvalidOperationException($"{what} could not be made: {result}");
    }

    [LoggerMessage(2007, LogLevel.Information, "Account {AgentId} was made with the role {Role}")]
    private partial void LogSeeded(string agentId, string role);
}
