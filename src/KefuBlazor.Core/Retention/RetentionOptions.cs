using Microsoft.Extensions.Options;

namespace KefuBlazor.Core.Retention;

/// <summary>Settings under <c>Retention</c>.</summary>
public sealed class RetentionOptions
{
    public const string Section = "Retention";

    /// <summary>How many days after its close a conversation is removed with all its messages; 0: never. Default 7.</summary>
    public int Days { get; set; } = 7;
}

internal sealed class RetentionOptionsValidator : IValidateOptions<RetentionOptions>
{
    public ValidateOptionsResult Validate(string? name, RetentionOptions options) => options.Days is >= 0 and <= 36_500
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail("Retention:Days is not within 0 and 36500. Give a number of days, or 0 to keep conversations for ever.");
}
