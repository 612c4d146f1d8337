namespace KefuBlazor.Server.Identity;

// What somebody typed as a name may be their password: only the ids of accounts that exist are written.
internal sealed partial class PasswordCheck
{
    [LoggerMessage(2001, LogLevel.Warning, "Sign-in failed: wrong password for {AgentId}")]
    private partial void LogWrongPassword(string agentId);

    [LoggerMessage(2002, LogLevel.Warning, "Sign-in failed: no such account")]
    private partial void LogUnknownName();

    [LoggerMessage(2003, LogLevel.Warning, "Sign-in refused: {Outcome}")]
    private partial void LogRefused(SignInOutcome outcome);
}
