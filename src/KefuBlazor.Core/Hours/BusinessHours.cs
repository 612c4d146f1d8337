using Microsoft.Extensions.Options;

namespace KefuBlazor.Core.Hours;

internal sealed class BusinessHours(IOptions<HoursOptions> options, TimeProvider time) : IBusinessHours
{
    private readonly Lazy<BusinessCalendar> _calendar = new(() => new BusinessCalendar(options.Value));

    public TimeZoneInfo Zone => _calendar.Value.Zone;

    public bool IsOpen => _calendar.Value.IsOpen(time.GetUtcNow());

    public DateTimeOffset? NextChange => _calendar.Value.NextChange(time.GetUtcNow());
}
