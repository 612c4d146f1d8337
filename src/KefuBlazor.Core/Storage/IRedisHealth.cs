namespace KefuBlazor.Core.Storage;

/// <summary>How Redis is, for those who watch the program.</summary>
public interface IRedisHealth
{
    /// <summary>As it is known now; asks nobody.</summary>
    RedisHealth Current { get; }
}

/// <summary>How Redis is.</summary>
/// <param name="Configured">Whether there is to be one. If not, the rest says nothing.</param>
/// <param name="Connected">Whether it answers.</param>
/// <param name="Latency">How long its last answer took; null before the first.</param>
/// <param name="LastError">What went wrong last, for an operator; null if nothing has since it was last connected.</param>
public sealed record RedisHealth(bool Configured, bool Connected, TimeSpan? Latency = null, string? LastError = null)
{
    /// <summary>There is none, and none is needed.</summary>
    public static RedisHealth None { get; } = new(Configured: false, Connected: false);
}

internal sealed class NoRedis : IRedisHealth
{
    public RedisHealth Current => RedisHealth.None;
}
