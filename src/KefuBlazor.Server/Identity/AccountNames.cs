using KefuBlazor.Core.Agents;
using Microsoft.AspNetCore.Identity;

namespace KefuBlazor.Server.Identity;

/// <summary>Which user names there may not be: a first user name is an agent's id for ever, and ids of the three sides must not meet.</summary>
internal sealed class AccountNames : IUserValidator<Account>
{
    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user) =>
        Task.FromResult(IsTaken(user.UserName) || IsTaken(user.Id)
            ? IdentityResult.Failed(new IdentityError { Code = "ReservedUserName", Description = "The name is kept for customers or the system." })
            : IdentityResult.Success);

    private static bool IsTaken(string? name) =>
        name is null || name.StartsWith("customer_", StringComparison.OrdinalIgnoreCase) || name.Equals("system", StringComparison.OrdinalIgnoreCase);
}
