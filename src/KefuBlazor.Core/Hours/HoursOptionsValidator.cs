using Microsoft.Extensions.Options;

namespace KefuBlazor.Core.Hours;

internal sealed class HoursOptionsValidator : IValidateOptions<HoursOptions>
{
    public ValidateOptionsResult Validate(string? name, HoursOptions options)
    {
        var faults = BusinessCalendar.Faults(options).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
