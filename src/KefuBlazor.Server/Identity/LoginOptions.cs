using KefuBlazor.Server.Hosting;

namespace KefuBlazor.Server.Identity;

/// <summary>Settings under <c>Login</c>: what happens to a name that is tried with wrong passwords.</summary>
public sealed class LoginOptions : ICheckedOptions
{
    public const string Section = "Login";

    /// <summary>After how many failures for one name from one address that pair is refused; 0: never. Default 10.</summary>
    public int LockoutFailures { get; set; } = 10;

    /// <summary>
    /// After how many failures for one name from anywhere it is refused, save where it has signed in from before; 0: never. Default 100.
    /// </summary>
    public int LockoutFailuresAnywhere { get; set; } = 100;

    /// <summary>
    /// In how long as many failures are forgotten as lock out, evenly: after a refusal there is room for one more try in this divided by their
    /// number. Default 5 minutes.
    /// </summary>
    public TimeSpan LockoutTime { get; set; } = TimeSpan.FromMinutes(5);

    IEnumerable<string> ICheckedOptions.Faults()
    {
        if (LockoutFailures < 0 || LockoutFailuresAnywhere < 0)
            yield return $"{Section}:{nameof(LockoutFailures)} and {Section}:{nameof(LockoutFailuresAnywhere)}: give 0 (never) or more.";

        if (LockoutTime <= TimeSpan.Zero || LockoutTime > TimeSpan.FromDays(1))
            yield return $"{Section}:{nameof(LockoutTime)} is {LockoutTime}: give more than 0 and at most a day, for example 00:05:00.";
    }
}
