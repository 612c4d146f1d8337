namespace KefuBlazor.Core.Tests;

/// <summary>Waits that end, and say what they saw when what they wait for does not come.</summary>
internal static class Bounded
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>The task's end, or a failure that says what was awaited.</summary>
    public static async Task<T> In<T>(Task<T> task, string what)
    {
        if (await Task.WhenAny(task, Task.Delay(Limit)) != task)
            Assert.Fail($"{what} did not come within {Limit.TotalSeconds} s.");
        return await task;
    }

    /// <summary>Looks again and again until it is so, or fails with what it saw last.</summary>
    public static async Task Until<T>(Func<T> look, Func<T, bool> isSo, string what)
    {
        using var limit = new CancellationTokenSource(Limit);
        var seen = look();
        while (!isSo(seen))
        {
            if (limit.IsCancellationRequested)
                Assert.Fail($"{what} did not come within {Limit.TotalSeconds} s; last seen: {seen}");
            await Task.Yield();
            seen = look();
        }
    }
}
