using Microsoft.Extensions.Options;

namespace KefuBlazor.Core.Messages;

/// <summary>Settings under <c>Widget:LeaveMessage</c>.</summary>
public sealed class LeaveMessageOptions
{
    public const string Section = "Widget:LeaveMessage";

    /// <summary>
    /// After how long in the queue a customer is offered to leave a message instead; where nobody is there they are at once. Zero: not by time.
    /// Default 3 minutes.
    /// </summary>
    public TimeSpan After { get; set; } = TimeSpan.FromMinutes(3);
}

internal sealed class LeaveMessageOptionsValidator : IValidateOptions<LeaveMessageOptions>
{
    public ValidateOptionsResult Validate(string? name, LeaveMessageOptions options) =>
        options.After >= TimeSpan.Zero && options.After <= TimeSpan.FromDays(1)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("Widget:LeaveMessage:After is not within 00:00:00 and 1.00:00:00. Give a time such as 00:03:00, or 00:00:00 for not by time.");
}
