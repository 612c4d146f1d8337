using System.Collections.Concurrent;
using KefuBlazor.Core.Agents;
using KefuBlazor.Core.Hub;
using Microsoft.Extensions.Logging;

namespace KefuBlazor.Core.Storage.Redis;

/// <summary>
/// The working copies of sign-ins: one in this process, which nearly every question is answered from, checked every few seconds against the
/// one in Redis and now and then against the row. An end crosses to the other nodes by the hub at once; where that word is lost, the check
/// finds it. While Redis is away the row is asked in its place, so that agents stay signed in and ended sign-ins do not.
/// </summary>
internal sealed partial class RedisSignInCache : ISignInCache, IDisposable
{
    /// <summary>From this age a copy is checked, while it still answers.</summary>
    internal static readonly TimeSpan CheckedEvery = TimeSpan.FromSeconds(2);

    /// <summary>From this age, which one that is used or held by a socket never has, it answers no more before it is checked.</summary>
    internal static readonly TimeSpan TrustedFor = TimeSpan.FromSeconds(4);

    /// <summary>How often the row is asked although Redis answers, which may have been restored to a past state.</summary>
    internal static readonly TimeSpan RowCheckedEvery = TimeSpan.FromSeconds(30);

    private const int SweepAbove = 1000;
    private static readonly TimeSpan Forgotten = TimeSpan.FromHours(1);
    private static readonly TimeSpan UseWrittenEvery = TimeSpan.FromSeconds(5);

    private readonly RedisSignIns _shared;
    private readonly RedisConnection _connection;
    private readonly ISignInStore _rows;
    private readonly IChatHub _hub;
    private readonly TimeProvider _time;
    private readonly ILogger<RedisSignInCache> _logger;
    private readonly ConcurrentDictionary<string, SignInCopy> _copies = new();
    private readonly ConcurrentDictionary<string, bool> _endsToWrite = new();
    private readonly IDisposable _ends;
    private int _sweepAbove = SweepAbove;

    public RedisSignInCache(
        RedisSignIns shared, RedisConnection connection, ISignInStore rows, IChatHub hub, TimeProvider time, ILogger<RedisSignInCache> logger)
    {
        (_shared, _connection, _rows, _hub, _time, _logger) = (shared, connection, rows, hub, time, logger);
        _ends = hub.Subscribe(SignInEnded.Topic, OnEnded);
        _connection.UpChanged += OnUpChanged;
    }

    public async ValueTask<SignInState?> GetAsync(string id)
    {
        if (!_copies.TryGetValue(id, out var copy))
            return await FetchAsync(id);
        if (copy.State is not { } state)
            return null;

        var age = _time.GetElapsedTime(copy.CheckedAt);
        if (age < CheckedEvery)
            return state;
        if (age >= TrustedFor)
        {
            await copy.CheckAsync(() => CheckAsync(copy, id));
            return copy.State;
        }

        _ = copy.CheckAsync(() => CheckAsync(copy, id));
        return state;
    }

    /// <summary>Nobody waits for Redis here: it is asked again anyway.</summary>
    public ValueTask SetAsync(SignInState signIn)
    {
        if (_copies.Count > _sweepAbove)
            Sweep();
        var now = _time.GetTimestamp();
        var copy = _copies.GetOrAdd(signIn.Id, _ => new SignInCopy(signIn, now, now));
        if (copy.Merge(signIn) is { } state && state.LastUsedAt - copy.WrittenUse >= UseWrittenEvery)
            _ = WriteAsync(copy, state);
        return default;
    }

    public async ValueTask RemoveAsync(string id)
    {
        End(id);
        _hub.Publish(SignInEnded.Topic, new SignInEnded(id));
        if (!await _shared.EndAsync(id))
            _endsToWrite[id] = true;
    }

    public void Dispose()
    {
        _connection.UpChanged -= OnUpChanged;
        _ends.Dispose();
    }

    private void End(string id) =>
        _copies.GetOrAdd(id, _ => new SignInCopy(null, _time.GetTimestamp(), null)).End();

    private void OnEnded(object @event)
    {
        if (@event is SignInEnded ended)
            End(ended.SignInId);
    }

    private void OnUpChanged(bool up)
    {
        // What Redis knows may be of before it went away, or nothing: the rows decide.
        foreach (var (_, copy) in _copies)
            copy.RowCheckedAt = null;
        if (up)
            _ = WriteEndsAsync();
    }

    private async Task WriteEndsAsync()
    {
        foreach (var (id, _) in _endsToWrite)
        {
            if (await _shared.EndAsync(id))
                _endsToWrite.TryRemove(id, out _);
        }
    }

    private async Task WriteAsync(SignInCopy copy, SignInState state)
    {
        copy.WrittenUse = state.LastUsedAt;
        if (await _shared.SetAsync(state) is false)
            copy.End();
    }

    /// <summary>One that this node has not met: as Redis knows it. If not, the caller asks the row and sets it.</summary>
    private async ValueTask<SignInState?> FetchAsync(string id)
    {
        if (await _shared.GetAsync(id) is not { IsKnown: true } found)
            return null;
        var copy = _copies.GetOrAdd(id, _ => new SignInCopy(found.State, _time.GetTimestamp(), null));
        if (found.State is null)
            copy.End();
        return copy.State;
    }

    private async Task CheckAsync(SignInCopy copy, string id)
    {
        try
        {
            if (!_endsToWrite.IsEmpty)
                await WriteEndsAsync();
            var rowIsDue = copy.RowCheckedAt is not { } at || _time.GetElapsedTime(at) >= RowCheckedEvery;
            var found = await _shared.GetAsync(id);
            if (found.State is { } shared)
                copy.Merge(shared); // Its last use elsewhere is newer than the row's, which is written now and then.
            else if (found.IsKnown)
                copy.End();
            if (rowIsDue || !found.IsKnown)
                await CheckRowAsync(copy, id);
        }
        catch (Exception exception)
        {
            // Neither knows. Whoever was signed in stays so until one of them does.
            LogCheckFailed(exception);
        }
        finally
        {
            copy.CheckedAt = _time.GetTimestamp();
        }
    }

    private async Task CheckRowAsync(SignInCopy copy, string id)
    {
        var row = await _rows.FindAsync(id, CancellationToken.None);
        copy.RowCheckedAt = _time.GetTimestamp();
        if (row is null)
        {
            copy.End();
            await _shared.EndAsync(id);
        }
        else if (copy.Merge(row) is { } state)
        {
            await WriteAsync(copy, state);
        }
    }

    private void Sweep()
    {
        foreach (var (id, copy) in _copies)
        {
            if (_time.GetElapsedTime(copy.CheckedAt) >= Forgotten)
                _copies.TryRemove(id, out _);
        }

        _sweepAbove = Math.Max(SweepAbove, _copies.Count * 2);
    }

    [LoggerMessage(1931, LogLevel.Warning, "A sign-in could not be checked, by Redis or its row; it is asked again soon")]
    private partial void LogCheckFailed(Exception exception);
}
