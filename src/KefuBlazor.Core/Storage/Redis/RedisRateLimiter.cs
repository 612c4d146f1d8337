using KefuBlazor.Core.Limits;
using StackExchange.Redis;

namespace KefuBlazor.Core.Storage.Redis;

/// <summary>
/// Buckets that all nodes take from, by Redis's clock. While Redis is away each node counts for itself: a limit is then as many times as high as
/// there are nodes, and nobody is shut out for want of it.
/// </summary>
internal sealed class RedisRateLimiter(RedisConnection connection, INodeRateLimiter here) : IRateLimiter
{
    // The wait in milliseconds, up to a whole one, so that whoever waits as long as told is let in; 0: it was taken.
    private const string TakeScript = """
        local time = redis.call('TIME')
        local now = time[1] * 1000 + time[2] / 1000
        local limit, window = tonumber(ARGV[1]), tonumber(ARGV[2])
        local bucket = redis.call('HMGET', KEYS[1], 'left', 'at')
        local left, wait = limit, 0
        if bucket[1] then left = math.min(limit, bucket[1] + math.max(0, now - bucket[2]) / window * limit) end
        if left >= 1 then left = left - 1 else wait = math.ceil((1 - left) / limit * window) end
        redis.call('HSET', KEYS[1], 'left', string.format('%.17g', left), 'at', string.format('%.17g', now))
        redis.call('PEXPIRE', KEYS[1], window)
        return wait
        """;

    // The next taking cuts it to the limit.
    private const string GiveBackScript = """
        if redis.call('EXISTS', KEYS[1]) == 1 then redis.call('HINCRBYFLOAT', KEYS[1], 'left', 1) end
        return 1
        """;

    public async ValueTask<RateAllowance> TakeAsync(RateKey key, int limit, TimeSpan window)
    {
        if (limit == 0)
            return new RateAllowance(true, TimeSpan.Zero);
        var reply = await connection.RunAsync(database =>
            database.ScriptEvaluateAsync(TakeScript, [KeyOf(key)], [limit, (long)window.TotalMilliseconds]));
        if (!reply.Succeeded)
            return here.Take(key, limit, window);
        var wait = TimeSpan.FromMilliseconds((long)reply.Value!);
        return new RateAllowance(wait == TimeSpan.Zero, wait);
    }

    public async ValueTask GiveBackAsync(RateKey key)
    {
        // In both: it is not known where it was taken, and neither grows beyond its limit.
        here.GiveBack(key);
        await connection.RunAsync(database => database.ScriptEvaluateAsync(GiveBackScript, [KeyOf(key)]));
    }

    public async ValueTask ForgetAsync(RateKey key)
    {
        here.Forget(key);
        await connection.RunAsync(database => database.KeyDeleteAsync(KeyOf(key)));
    }

    private static RedisKey KeyOf(RateKey key) => RedisKeys.Rate(key.Kind, key.Subject);
}
