using KefuBlazor.Server.Hosting;

namespace KefuBlazor.Server.Sockets;

/// <summary>Settings under <c>Sockets</c>: how one connection is kept alive and within bounds.</summary>
public sealed class SocketOptions : ICheckedOptions
{
    public const string Section = "Sockets";

    /// <summary>How often the server pings a connection that is otherwise quiet. Default 15 s.</summary>
    public TimeSpan PingInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>A connection from which no byte came for this long is over (4408). Default 40 s.</summary>
    public TimeSpan SilenceTimeout { get; set; } = TimeSpan.FromSeconds(40);

    /// <summary>
    /// The same for an event stream, which has no pongs but what the widget sends every 30 s, and a browser lets a hidden page send once a minute.
    /// Default 100 s.
    /// </summary>
    public TimeSpan StreamSilenceTimeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>How many frames for an event stream may wait to be handled; more are refused with 429. Default 64.</summary>
    public int StreamInboundQueue { get; set; } = 64;

    /// <summary>A message that is not whole this long after it began ends the connection (4408). Default 10 s.</summary>
    public TimeSpan MessageTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a connection that is to be closed may take over what it is sending before it is cut off. Default 3 s.</summary>
    public TimeSpan CloseTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How long what the peer still sends is thrown away after the close frame. Default 1 s.</summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest message in bytes, over all its fragments (1009). Default 65536.</summary>
    public int MaxMessageBytes { get; set; } = 64 * 1024;

    /// <summary>How many events and frames may wait for a slow reader (4430). Default 1024.</summary>
    public int OutboundQueue { get; set; } = 1024;

    /// <summary>How many bytes of answers may wait for a slow reader (4430). Default 4 MiB.</summary>
    public int OutboundBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>This many <c>bad_request</c> within ten seconds end a connection (4400); 0: never. Default 20.</summary>
    public int BadRequestsPerTenSeconds { get; set; } = 20;

    /// <summary>This many <c>rate_limited</c> within ten seconds end a connection (4429); 0: never. Default 50.</summary>
    public int RateLimitedPerTenSeconds { get; set; } = 50;

    /// <summary>When the server stops, clients are told to come back after a random time up to this, at least half a second. Default 3 s.</summary>
    public TimeSpan ReconnectSpread { get; set; } = TimeSpan.FromSeconds(3);

    IEnumerable<string> ICheckedOptions.Faults()
    {
        (string Name, TimeSpan Value)[] times =
        [
            (nameof(PingInterval), PingInterval), (nameof(SilenceTimeout), SilenceTimeout), (nameof(MessageTimeout), MessageTimeout),
            (nameof(StreamSilenceTimeout), StreamSilenceTimeout), (nameof(CloseTimeout), CloseTimeout), (nameof(DrainTimeout), DrainTimeout), (nameof(ReconnectSpread), ReconnectSpread),
        ];
        foreach (var (name, value) in times.Where(time => time.Value <= TimeSpan.Zero || time.Value > TimeSpan.FromDays(1)))
            yield return $"{Section}:{name} is {value}: give more than 0 and at most a day, for example 00:00:15.";

        if (SilenceTimeout <= PingInterval)
            yield return $"{Section}:{nameof(SilenceTimeout)} must be above {nameof(PingInterval)}, or every quiet connection is cut off.";

        (string Name, int Value, int Least)[] numbers =
        [
            (nameof(MaxMessageBytes), MaxMessageBytes, 1024), (nameof(OutboundQueue), OutboundQueue, 16),
            (nameof(OutboundBytes), OutboundBytes, 64 * 1024), (nameof(StreamInboundQueue), StreamInboundQueue, 1), (nameof(BadRequestsPerTenSeconds), BadRequestsPerTenSeconds, 0),
            (nameof(RateLimitedPerTenSeconds), RateLimitedPerTenSeconds, 0),
        ];
        foreach (var (name, value, least) in numbers.Where(number => number.Value < number.Least))
            yield return $"{Section}:{name} is {value}: give at least {least}.";
    }
}
