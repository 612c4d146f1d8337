using System.Globalization;
using KefuBlazor.Components.Shared;
using KefuBlazor.Components.Tests.Fakes;
using Microsoft.Extensions.Time.Testing;

namespace KefuBlazor.Components.Tests.Shared;

public sealed class EventPumpTests
{
    private readonly FakeTimeProvider _clock = new(Some.Now);
    private readonly List<int> _batches = [];

    [Fact]
    public void Post_ABurst_IsOneBatchPerInterval()
    {
        using var pump = Pump();
        pump.Post(1);
        pump.Post(2);
        _clock.Advance(EventPump.Interval);
        pump.Post(3);
        _clock.Advance(EventPump.Interval);

        Assert.Equal([2, 1], _batches);
    }

    [Fact]
    public void Post_AfterDispose_DoesNothing()
    {
        var pump = Pump();
        pump.Dispose();

        pump.Post(1);
        _clock.Advance(EventPump.Interval);

        Assert.Empty(_batches);
    }

    [Fact]
    public async Task Post_FromAnotherLanguage_IsAppliedInTheLanguageItWasMadeIn()
    {
        var applied = new TaskCompletionSource<string>();
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        using var pump = new EventPump(TimeProvider.System, work => work(), _ => applied.SetResult(CultureInfo.CurrentUICulture.Name));

        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        pump.Post(1);

        Assert.Equal("en", await applied.Task.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    private EventPump Pump() => new(_clock, work => work(), batch => _batches.Add(batch.Count));
}
