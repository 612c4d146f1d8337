using System.Globalization;
using KefuBlazor.Core.Conversations;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace KefuBlazor.Core.Storage.Redis;

/// <summary>What nodes write down of themselves in Redis: the lease that says that they live, and who is connected to them.</summary>
internal sealed class PresenceLedger(RedisConnection connection, NodeId node, IOptions<RedisOptions> options)
{
    // 0 if the lease is gone, and with it, it may be, what had been written before: then all of it must be written again.
    private const string WriteScript = """
        if ARGV[4] == '0' and redis.call('EXISTS', KEYS[2]) == 0 then return 0 end
        if ARGV[4] == '1' then redis.call('DEL', KEYS[3]) end
        for i = 5, #ARGV, 2 do
          if ARGV[i + 1] == '0' then redis.call('HDEL', KEYS[3], ARGV[i]) else redis.call('HSET', KEYS[3], ARGV[i], ARGV[i + 1]) end
        end
        redis.call('SADD', KEYS[1], ARGV[1])
        redis.call('SET', KEYS[2], ARGV[2], 'PX', ARGV[3])
        redis.call('PEXPIRE', KEYS[3], ARGV[3])
        return 1
        """;

    // In one step, so that nobody who is just being written down is taken out.
    private const string ReadNodesScript = """
        local living = {}
        for _, id in ipairs(redis.call('SMEMBERS', KEYS[1])) do
          local version = redis.call('GET', ARGV[1] .. id)
          if version then
            table.insert(living, id)
            table.insert(living, version)
          else
            redis.call('SREM', KEYS[1], id)
          end
        end
        return living
        """;

    private const string ReadPeopleScript = "return {redis.call('GET', KEYS[1]) or '', redis.call('HKEYS', KEYS[2])}";

    private const string LeaveScript = "redis.call('SREM', KEYS[1], ARGV[1]) return redis.call('DEL', KEYS[2], KEYS[3])";

    private RedisKey[] OwnKeys => [RedisKeys.Nodes, RedisKeys.Lease(node.Value), RedisKeys.Present(node.Value)];

    /// <summary>Renews this node's lease and writes down how many connections people have here now.</summary>
    /// <param name="version">How often this node's presence had changed when <paramref name="counts"/> was so.</param>
    /// <param name="counts">Those that changed, 0 being none; or all.</param>
    /// <param name="isAll">Whether it is all of them.</param>
    /// <returns>Null if Redis did not answer; false if all must be written again.</returns>
    public async ValueTask<bool?> WriteAsync(long version, IReadOnlyCollection<KeyValuePair<Person, int>> counts, bool isAll)
    {
        RedisValue[] values =
        [
            node.Value, version, (long)options.Value.LeaseTime.TotalMilliseconds, isAll ? 1 : 0,
            .. counts.SelectMany(pair => new RedisValue[] { FieldOf(pair.Key), pair.Value }),
        ];
        var reply = await connection.RunAsync(database => database.ScriptEvaluateAsync(WriteScript, OwnKeys, values));
        return reply.Succeeded ? (int)reply.Value! == 1 : null;
    }

    /// <summary>The nodes that live, this one too, and how often the presence of each had changed.</summary>
    /// <returns>Null if Redis did not answer.</returns>
    public async ValueTask<IReadOnlyDictionary<string, long>?> ReadNodesAsync()
    {
        var reply = await connection.RunAsync(database => database.ScriptEvaluateAsync(ReadNodesScript, [RedisKeys.Nodes], [RedisKeys.LeasePrefix]));
        if (!reply.Succeeded)
            return null;
        var living = (string[])reply.Value!;
        return living.Chunk(2).ToDictionary(pair => pair[0], pair => long.Parse(pair[1], CultureInfo.InvariantCulture));
    }

    /// <summary>Who is connected to a node.</summary>
    /// <returns>Null if Redis did not answer, or the node has died meanwhile.</returns>
    public async ValueTask<(long Version, IReadOnlySet<Person> People)?> ReadPeopleAsync(string nodeId)
    {
        RedisKey[] keys = [RedisKeys.Lease(nodeId), RedisKeys.Present(nodeId)];
        var reply = await connection.RunAsync(database => database.ScriptEvaluateAsync(ReadPeopleScript, keys));
        if (!reply.Succeeded)
            return null;
        var parts = (RedisResult[])reply.Value!;
        return long.TryParse((string)parts[0]!, CultureInfo.InvariantCulture, out var version)
            ? (version, ((string[])parts[1]!).Select(PersonOf).OfType<Person>().ToHashSet())
            : null;
    }

    /// <summary>Takes this node out at once, rather than when its lease ends.</summary>
    public async ValueTask LeaveAsync() =>
        await connection.RunAsync(database => database.ScriptEvaluateAsync(LeaveScript, OwnKeys, [node.Value]));

    private static string FieldOf(Person person) => (person.Type == ParticipantType.Agent ? "a:" : "c:") + person.Id;

    private static Person? PersonOf(string field) => field.Split(':', 2) switch
    {
        ["a", var id] => new Person(ParticipantType.Agent, id),
        ["c", var id] => new Person(ParticipantType.Customer, id),
        _ => null,
    };
}
