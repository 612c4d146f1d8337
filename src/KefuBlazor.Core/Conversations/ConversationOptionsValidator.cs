using Microsoft.Extensions.Options;

namespace KefuBlazor.Core.Conversations;

internal sealed class ConversationOptionsValidator : IValidateOptions<ConversationOptions>
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(365);

    public ValidateOptionsResult Validate(string? name, ConversationOptions options)
    {
        var faults = Faults(options).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(ConversationOptions options)
    {
        if (!IsTime(options.ReopenWithin))
            yield return "Conversations:ReopenWithin is not within 0 and 365 days. Give a time such as 3.00:00:00, or 00:00:00 for never.";
        if (!IsTime(options.IdleWarningAfter))
            yield return "Conversations:IdleWarningAfter is not within 0 and 365 days. Give a time such as 00:10:00, or 00:00:00 for never.";
        if (!IsTime(options.IdleCloseAfter))
            yield return "Conversations:IdleCloseAfter is not within 0 and 365 days. Give a time such as 00:05:00, or 00:00:00 for never.";
        if (options.IdleCloseAfter > TimeSpan.Zero && options.IdleWarningAfter == TimeSpan.Zero)
            yield return "Conversations:IdleCloseAfter counts from the warning. Give Conversations:IdleWarningAfter too, such as 00:10:00.";
    }

    private static bool IsTime(TimeSpan time) => time >= TimeSpan.Zero && time <= Longest;
}
