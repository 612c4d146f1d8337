namespace KefuBlazor.Server.Identity;

/// <summary>How a sign-in with a name and a password ended.</summary>
public enum SignInOutcome
{
    /// <summary>Signed in.</summary>
    Succeeded,

    /// <summary>No such account or not its password: the two are not told apart.</summary>
    WrongCredentials,

    /// <summary>Too many failures for this name: refused for some minutes, whatever the password.</summary>
    LockedOut,

    /// <summary>Too many failures from this address within the last minute.</summary>
    TooManyAttempts,

    /// <summary>Signed in, but the account can do nothing before it has a new password.</summary>
    MustChangePassword,
}
