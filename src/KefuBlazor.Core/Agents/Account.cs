using Microsoft.AspNetCore.Identity;

namespace KefuBlazor.Core.Agents;

/// <summary>
/// What an agent signs in with. Its <see cref="IdentityUser{TKey}.Id"/> is the agent's id, the first user name. Identity alone writes it;
/// what the agent is to customers and colleagues is an <see cref="Agent"/> of the same id.
/// </summary>
public sealed class Account : IdentityUser
{
    /// <summary>Until the password is changed the account can do nothing else.</summary>
    public bool MustChangePassword { get; set; }
}
