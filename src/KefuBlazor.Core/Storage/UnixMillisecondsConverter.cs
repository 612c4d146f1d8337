using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace KefuBlazor.Core.Storage;

/// <summary>A time as whole milliseconds since 1970-01-01 UTC, which is also what the wire shows.</summary>
internal sealed class UnixMillisecondsConverter()
    : ValueConverter<DateTimeOffset, long>(time => time.ToUnixTimeMilliseconds(), milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
