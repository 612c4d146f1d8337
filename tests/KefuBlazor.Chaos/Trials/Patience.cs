using System.Diagnostics;
using Microsoft.Playwright;

namespace KefuBlazor.Chaos.Trials;

/// <summary>Waits for what a browser shows; a page that is just being loaded anew shows nothing yet.</summary>
internal static class Patience
{
    /// <returns>How long it took; null where it never held.</returns>
    public static async Task<TimeSpan?> UntilAsync(Func<Task<bool>> holds, TimeSpan within)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < within)
        {
            try
            {
                if (await holds())
                    return watch.Elapsed;
            }
            catch (Exception exception) when (exception is PlaywrightException or TimeoutException)
            {
                // Not yet.
            }

            await Task.Delay(100);
        }

        return null;
    }
}
