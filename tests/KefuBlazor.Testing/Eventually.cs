namespace KefuBlazor.Testing;

/// <summary>Waits for what another process does, bounded, and tells on time-out what it saw.</summary>
public static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

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
