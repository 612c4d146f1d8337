using Microsoft.Extensions.Options;

namespace KefuBlazor.Core.Limits;

/// <summary>The setting under <c>Limits</c> that belongs to messages; the network's are the server's.</summary>
public sealed class SendLimitOptions
{
    public const string Section = "Limits";

    /// <summary>How many messages a customer may send in ten seconds, over all connections; 0: any number. Default 20.</summary>
    public int SendsPerTenSeconds { get; set; } = 20;
}

internal sealed class SendLimitOptionsValidator : IValidateOptions<SendLimitOptions>
{
    public ValidateOptionsResult Validate(string? name, SendLimitOptions options) => options.SendsPerTenSeconds >= 0
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail("Limits:SendsPerTenSeconds is negative. Give a number, or 0 for no limit.");
}
