using Microsoft.Extensions.Options;

namespace KefuBlazor.Core.Agents;

/// <summary>Settings under <c>Tokens</c>.</summary>
public sealed class AgentTokenOptions
{
    public const string Section = "Tokens";

    /// <summary>How long after its issue a session token ends, however much it is used; zero: never. Default one day.</summary>
    public TimeSpan AbsoluteLifetime { get; set; } = TimeSpan.FromDays(1);
}

internal sealed class AgentTokenOptionsValidator : IValidateOptions<AgentTokenOptions>
{
    public ValidateOptionsResult Validate(string? name, AgentTokenOptions options) => options.AbsoluteLifetime >= TimeSpan.Zero
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail("Tokens:AbsoluteLifetime is negative. Give a time such as 1.00:00:00, or 00:00:00 for no limit.");
}
