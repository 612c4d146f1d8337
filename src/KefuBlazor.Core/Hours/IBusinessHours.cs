namespace KefuBlazor.Core.Hours;

/// <summary>Whether the company answers at this moment, as <see cref="HoursOptions"/> say.</summary>
public interface IBusinessHours
{
    /// <summary>The company's time zone.</summary>
    TimeZoneInfo Zone { get; }

    bool IsOpen { get; }

    /// <summary>When that changes next, UTC; null where it never does.</summary>
    DateTimeOffset? NextChange { get; }
}
