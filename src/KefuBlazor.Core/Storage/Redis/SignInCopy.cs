using KefuBlazor.Core.Agents;

namespace KefuBlazor.Core.Storage.Redis;

/// <summary>What this node last knew of one sign-in, and since when. One that has ended never comes back.</summary>
internal sealed class SignInCopy(SignInState? state, long checkedAt, long? rowCheckedAt)
{
    private readonly Lock _lock = new();
    private SignInState? _state = state;
    private Task _check = Task.CompletedTask;

    /// <summary>Null if it has ended.</summary>
    public SignInState? State
    {
        get
        {
            lock (_lock)
                return _state;
        }
    }

    /// <summary>When somebody else, Redis or the row, was last asked.</summary>
    public long CheckedAt { get; set; } = checkedAt;

    /// <summary>When the row was last asked; null: not yet.</summary>
    public long? RowCheckedAt { get; set; } = rowCheckedAt;

    /// <summary>The last use that was sent to Redis.</summary>
    public DateTimeOffset WrittenUse { get; set; }

    /// <summary>Takes the later of two last uses, and of what is known of the row's.</summary>
    /// <returns>What it is now; null if it has ended.</returns>
    public SignInState? Merge(SignInState seen)
    {
        lock (_lock)
        {
            if (_state is { } known)
            {
                var later = known.LastUsedAt >= seen.LastUsedAt ? known : seen;
                _state = later with { WrittenAt = known.WrittenAt >= seen.WrittenAt ? known.WrittenAt : seen.WrittenAt };
            }

            return _state;
        }
    }

    public void End()
    {
        lock (_lock)
            _state = null;
    }

    /// <summary>Runs a check, or joins the one that runs.</summary>
    public Task CheckAsync(Func<Task> check)
    {
        lock (_lock)
        {
            if (_check.IsCompleted)
                _check = Task.Run(check);
            return _check;
        }
    }
}
