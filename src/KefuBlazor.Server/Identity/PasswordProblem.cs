namespace KefuBlazor.Server.Identity;

/// <summary>Why a new password was not taken.</summary>
public enum PasswordProblem
{
    /// <summary>The current password is not that.</summary>
    WrongCurrent,

    /// <summary>Fewer than <see cref="PasswordPolicy.MinimumLength"/> characters.</summary>
    TooShort,

    /// <summary>One of those that are tried first, or made of the account's own name.</summary>
    TooCommon,

    /// <summary>The password that the account has already.</summary>
    SameAsBefore,
}
