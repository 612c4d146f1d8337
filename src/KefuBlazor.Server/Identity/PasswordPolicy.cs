using KefuBlazor.Core.Agents;
using Microsoft.AspNetCore.Identity;

namespace KefuBlazor.Server.Identity;

/// <summary>
/// What people may choose as a password: long, and not one that is tried first. There are no rules of composition, which make
/// passwords harder to remember and no harder to guess.
/// </summary>
public sealed class PasswordPolicy : IPasswordValidator<Account>
{
    /// <summary>In characters as a person counts them.</summary>
    public const int MinimumLength = 12;

    /// <summary>What is wrong with a password; null if nothing is.</summary>
    public static PasswordProblem? Check(string password, string? userName)
    {
        ArgumentNullException.ThrowIfNull(password);
        if (new System.Globalization.StringInfo(password).LengthInTextElements < MinimumLength)
            return PasswordProblem.TooShort;

        return CommonPasswords.Contains(password) || IsMadeOf(password, userName) ? PasswordProblem.TooCommon : null;
    }

    /// <inheritdoc />
    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password) =>
        Task.FromResult(Check(password ?? string.Empty, user?.UserName) is { } problem
            ? IdentityResult.Failed(new IdentityError { Code = problem.ToString(), Description = "The password is too short or too common." })
            : IdentityResult.Success);

    private static bool IsMadeOf(string password, string? userName) =>
        !string.IsNullOrEmpty(userName)
        && password.Replace(userName, string.Empty, StringComparison.OrdinalIgnoreCase).Length < MinimumLength / 2
        && password.Contains(userName, StringComparison.OrdinalIgnoreCase);
}
