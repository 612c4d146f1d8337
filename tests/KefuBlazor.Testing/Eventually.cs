namespace KefuBlazor.Testing;

/// <summary>Waits for what another process does, bounded, and tells on time-out what it saw.</summary>
public static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Waits for a task, and tells what it was if it does not end.</summary>
    public static async Task<T> EndsAsync<T>(Task<T> task, string what)
    {
        try
        {
            return await task.WaitAsync(Patience);
        }
        catch (TimeoutException exception) when (!task.IsCompleted)
        {
            throw new TimeoutException($"{what} did not come within {Patience.TotalSeconds} s.", exception);
        }
    }

    /// <summary>Looks at something again and again until it is as it should be.</summary>
    public static async Task SeesAsync<T>(Func<T> look, Func<T, bool> isSo, string what)
    {
        var seen = look();
        await HoldsAsync(() => Task.FromResult(isSo(seen = look())), () => $"{what}: {seen}", Patience);
    }

    /// <summary>Looks again and again until it holds.</summary>
    /// <param name="holds">What is waited for; an exception counts as "not yet" and is shown on time-out.</param>
    /// <param name="seen">What to say of the state if it never holds.</param>
    /// <param name="within">How long to look; 10 s unless told.</param>
    public static async Task HoldsAsync(Func<Task<bool>> holds, Func<string> seen, TimeSpan? within = null)
    {
        using var timeout = new CancellationTokenSource(within ?? TimeSpan.FromSeconds(10));
        using var timer = new PeriodicTimer(Pause);
        Exception? last = null;
        try
        {
            do
            {
                try
                {
                    if (await holds())
                        return;
                    last = null;
                }
                catch (Exception exception)
                {
                    last = exception;
                }
            }
            while (await timer.WaitForNextTickAsync(timeout.Token));
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"It did not come to hold. Seen: {seen()}", last);
        }
    }
}
