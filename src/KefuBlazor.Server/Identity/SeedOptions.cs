using KefuBlazor.Server.Hosting;

namespace KefuBlazor.Server.Identity;

/// <summary>Settings under <c>Seed</c>: the accounts that are made at the first start.</summary>
public sealed class SeedOptions : ICheckedOptions
{
    public const string Section = "Seed";

    /// <summary>
    /// Whether there are accounts to try the system with: admin, and kefu001 to kefu003, all with the password 123456. Default: only in
    /// Development.
    /// </summary>
    public bool? DemoAccounts { get; set; }

    /// <summary>Whether seeded accounts can do nothing before they have another password. Default: everywhere but in Development.</summary>
    public bool? RequirePasswordChange { get; set; }

    IEnumerable<string> ICheckedOptions.Faults() => [];
}
