using System.Text.Json;
using KefuBlazor.Core.Agents;
using StackExchange.Redis;

namespace KefuBlazor.Core.Storage.Redis;

/// <summary>What Redis knows of a sign-in.</summary>
/// <param name="IsKnown">Whether it answered, and knows it.</param>
/// <param name="State">Null, where it is known: it has ended.</param>
internal readonly record struct SharedSignIn(bool IsKnown, SignInState? State);

/// <summary>The copies of sign-ins in Redis, which all nodes share.</summary>
internal sealed class RedisSignIns(RedisConnection connection)
{
    private const string Ended = "ended";

    // Whoever read the row just before it ended must not put it back.
    private const string SetScript = """
        if redis.call('GET', KEYS[1]) == 'ended' then return 0 end
        redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
        return 1
        """;

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    public async ValueTask<SharedSignIn> GetAsync(string id)
    {
        var reply = await connection.RunAsync(database => database.StringGetAsync(RedisKeys.SignIn(id)));
        if (!reply.Succeeded || reply.Value.IsNull)
            return default;
        if (reply.Value == Ended)
            return new SharedSignIn(true, null);
        try
        {
            return new SharedSignIn(true, JsonSerializer.Deserialize((byte[])reply.Value!, BackplaneJson.Default.SignInState));
        }
        catch (JsonException)
        {
            return default; // Written by another version: the row is asked.
        }
    }

    /// <summary>Keeps it for an hour from now.</summary>
    /// <returns>False if it has ended; null if Redis did not answer.</returns>
    public async ValueTask<bool?> SetAsync(SignInState signIn)
    {
        RedisValue[] values = [JsonSerializer.SerializeToUtf8Bytes(signIn, BackplaneJson.Default.SignInState), (long)Lifetime.TotalMilliseconds];
        var reply = await connection.RunAsync(database => database.ScriptEvaluateAsync(SetScript, [RedisKeys.SignIn(signIn.Id)], values));
        return reply.Succeeded ? (int)reply.Value! == 1 : null;
    }

    /// <summary>Says that it has ended for longer than anybody may be about to put it back.</summary>
    /// <returns>Whether Redis took it.</returns>
    public async ValueTask<bool> EndAsync(string id) =>
        (await connection.RunAsync(database => database.StringSetAsync(RedisKeys.SignIn(id), Ended, Lifetime))).Succeeded;
}
