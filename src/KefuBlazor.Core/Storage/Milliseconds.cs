using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace KefuBlazor.Core.Storage;

/// <summary>Times as the wire shows them and every store keeps them: UTC, whole milliseconds.</summary>
internal static class Milliseconds
{
    public static DateTimeOffset Truncate(DateTimeOffset time) => DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());
}

/// <summary>A time as whole milliseconds since 1970-01-01 UTC.</summary>
internal sealed class UnixMillisecondsConverter()
    : ValueConverter<DateTimeOffset, long>(time => time.ToUnixTimeMilliseconds(), milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));

/// <summary>For a database that has a type for times, and would round them.</summary>
internal sealed class TruncatingConverter()
    : ValueConverter<DateTimeOffset, DateTimeOffset>(time => Milliseconds.Truncate(time), time => time);
