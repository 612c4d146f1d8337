using System.Collections.Concurrent;
using KefuBlazor.Core.Agents;

namespace KefuBlazor.Core.Storage.InProcess;

internal sealed class InProcessSignInCache(TimeProvider time) : ISignInCache
{
    /// <summary>How many may be kept before those that nobody asked for lately, which the rows know as well, are thrown away.</summary>
    private const int SweepAbove = 10_000;

    private static readonly TimeSpan KeptUnasked = TimeSpan.FromHours(1);

    // What was removed leaves an entry without a state behind: a request that read the row just before it ended must not put it back.
    private readonly ConcurrentDictionary<string, Entry> _signIns = new();
    private int _sweepAbove = SweepAbove;

    public ValueTask<SignInState?> GetAsync(string id) => new(_signIns.GetValueOrDefault(id)?.State);

    public ValueTask SetAsync(SignInState signIn)
    {
        if (_signIns.Count > _sweepAbove)
            Sweep();
        var entry = new Entry(signIn, time.GetTimestamp());
        _signIns.AddOrUpdate(signIn.Id, entry, (_, existing) => existing.State is null ? existing : entry);
        return default;
    }

    public ValueTask RemoveAsync(string id)
    {
        _signIns[id] = new Entry(null, time.GetTimestamp());
        return default;
    }

    private void Sweep()
    {
        foreach (var pair in _signIns)
        {
            if (time.GetElapsedTime(pair.Value.SetAt) > KeptUnasked)
                _signIns.TryRemove(pair);
        }

        _sweepAbove = Math.Max(SweepAbove, _signIns.Count * 2);
    }

    private sealed record Entry(SignInState? State, long SetAt);
}
