using System.Security.Cryptography;
using KefuBlazor.Core.Agents;
using Microsoft.AspNetCore.Identity;

namespace KefuBlazor.Server.Identity;

/// <summary>A hash that no password fits, to be compared with where a name has no account: it takes as long as a real one.</summary>
internal sealed class NobodysPassword(IPasswordHasher<Account> hasher)
{
    public Account Account { get; } = new();

    public string Hash { get; } = hasher.HashPassword(new Account(), RandomNumberGenerator.GetHexString(64));
}
