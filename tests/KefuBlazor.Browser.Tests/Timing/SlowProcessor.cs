using System.Globalization;

namespace KefuBlazor.Browser.Tests.Timing;

/// <summary>
/// A processor four times slower than this machine's. Chromium slows a page by stopping its main thread again and again, and stops it for longer
/// than the rate it is told where a machine wakes threads late: told 4, it was seen to make the same work take 4.4 to 4.7 times as long. So the
/// rate is the one at which work takes four times as long here.
/// </summary>
internal static class SlowProcessor
{
    private const double Slower = 4;
    private const int Trials = 15;

    /// <summary>Some ten milliseconds of work that allocates nothing, called often enough to have been compiled.</summary>
    private const string Work =
        """
        () => {
          const work = () => { let sum = 0; for (let i = 0; i < 2e6; i++) sum = (sum * 31 + i) | 0; return sum; };
          for (let i = 0; i < 10; i++) work();
          window.time = () => { const began = performance.now(); work(); return performance.now() - began; };
        }
        """;

    private static Task<double>? _rate;

    /// <summary>What to tell <c>Emulation.setCPUThrottlingRate</c>; measured once.</summary>
    public static Task<double> RateAsync(ChromiumFixture chromium) => _rate ??= MeasureAsync(chromium);

    private static async Task<double> MeasureAsync(ChromiumFixture chromium)
    {
        await using var person = await chromium.OpenAsync();
        var browser = await person.Page.Context.NewCDPSessionAsync(person.Page);
        await person.Page.EvaluateAsync(Work);
        var ratios = new List<double>();
        // In pairs: the machine's own speed changes within minutes.
        for (var trial = 0; trial < Trials; trial++)
            ratios.Add(await TimeAsync(Slower) / await TimeAsync(1));
        var slower = ratios.Order().ElementAt(Trials / 2);
        // By how much each step of the rate slows, the first standing for no slowing.
        var rate = 1 + (Slower - 1) * (Slower - 1) / (slower - 1);
        return rate is > 2 and < 8
            ? rate
            : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"Told {Slower}, Chromium slows work by {slower:0.0}: nothing can be timed on this machine."));

        async Task<double> TimeAsync(double told)
        {
            await browser.SendAsync("Emulation.setCPUThrottlingRate", new() { ["rate"] = told });
            return await person.Page.EvaluateAsync<double>("time()");
        }
    }
}
