using Microsoft.Extensions.Options;

namespace KefuBlazor.Core.Assignment;

internal sealed class AssignmentOptionsValidator : IValidateOptions<AssignmentOptions>
{
    public ValidateOptionsResult Validate(string? name, AssignmentOptions options)
    {
        if (options.Capacity < 0)
            return ValidateOptionsResult.Fail("Assignment:Capacity is negative. Give a number of conversations, or 0 for any number.");
        if (options.AgentGrace < TimeSpan.Zero || options.AgentGrace > TimeSpan.FromDays(1))
            return ValidateOptionsResult.Fail("Assignment:AgentGrace is not within 00:00:00 and 1.00:00:00. Give a time such as 00:00:45.");
        return ValidateOptionsResult.Success;
    }
}
