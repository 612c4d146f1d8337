using System.Text.Json;
using static Microsoft.Playwright.Assertions;

namespace KefuBlazor.Browser.Tests;

/// <summary>Of a long log only what is near the eye is in the page: nobody should see it.</summary>
[Collection(ChromiumCollection.Name)]
public sealed class LongLogTests(ChromiumFixture chromium)
{
    private const int Messages = 220;
    private const int MostRows = 100;

    /// <summary>Scrolls by less than the log is high, frame by frame, and notes what a reader would complain of.</summary>
    private const string Read =
        """
        ([step, last]) => new Promise((done) => {
          const { shadowRoot } = document.querySelector('kefu-chat');
          const scroller = shadowRoot.querySelector('.scroller');
          const list = shadowRoot.querySelector('.list');
          const faults = [];
          const met = new Set();
          let most = 0;
          const end = performance.now() + 60000;
          const number = (row) => Number(row.textContent.match(/message (\d+)/)[1]);
          function look() {
            const frame = scroller.getBoundingClientRect();
            const rows = [...list.querySelectorAll('.row')];
            const seen = rows.filter((row) => {
              const { top, bottom } = row.getBoundingClientRect();
              return bottom > frame.top && top < frame.bottom;
            });
            const numbers = rows.map(number);
            most = Math.max(most, rows.length);
            if (!seen.length) faults.push(`nothing at ${scroller.scrollTop}`);
            for (const [i, one] of numbers.entries()) if (i && one !== numbers[i - 1] + 1) faults.push(`${numbers[i - 1]} before ${one}`);
            for (const row of seen) met.add(number(row));
            return { scroller, seen };
          }
          // Within the log: while it opens the panel itself moves, with all that is in it.
          const placeOf = (row) => row.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
          function next() {
            // What is read stays where it is, but for the step.
            const { seen: [, row] } = look();
            const place = row && placeOf(row);
            const top = scroller.scrollTop;
            scroller.scrollTop += step;
            const moved = scroller.scrollTop - top;
            if (met.has(last) || performance.now() > end) return done(JSON.stringify({ most, faults, met: [...met] }));
            requestAnimationFrame(() => requestAnimationFrame(() => {
              const shift = row?.isConnected ? placeOf(row) - place + moved : 0;
              if (Math.abs(shift) > 1) faults.push(`${number(row)} jumped by ${shift}`);
              next();
            }));
          }
          next();
        })
        """;

    [Fact]
    public async Task Scroll_UpAndDown_ShowsEveryMessageInItsPlaceAndHoldsFewOfThem()
    {
        await using var scene = await Scene.StartAsync(chromium, new() { ["Limits__SendsPerTenSeconds"] = "0" });
        var person = await scene.OpenAsync();
        var customer = new CustomerPage(person.Page);
        await customer.OpenAsync(scene.Site.Address);
        // Of several heights, none of which can be guessed.
        await person.Page.EvaluateAsync($"for (let i = 0; i < {Messages}; i++) Kefu('send', `message ${{i}}` + ' and what is to be said of it'.repeat(i % 5))");
        await person.Page.WaitForFunctionAsync(
            "() => !Object.keys(localStorage).some((key) => key.includes('outbox.'))", null, new() { Timeout = 60_000, PollingInterval = 500 });
        await customer.OpenAsync(scene.Site.Address);
        await Expect(customer.Bubble($"message {Messages - 1}")).ToBeInViewportAsync();

        foreach (var (step, last) in new[] { (-120, 0), (120, Messages - 1) })
        {
            var found = JsonSerializer.Deserialize<Reading>(await person.Page.EvaluateAsync<string>(Read, new[] { step, last }), JsonSerializerOptions.Web)!;
            Assert.Empty(found.Faults);
            Assert.InRange(found.Most, 20, MostRows);
            Assert.Equal(Enumerable.Range(0, Messages), found.Met.Order());
        }

        scene.AssertNoFaults();
    }

    [Fact]
    public async Task Send_FromFarAbove_ShowsItAndWhatIsBeforeIt()
    {
        await using var scene = await Scene.StartAsync(chromium, new() { ["Limits__SendsPerTenSeconds"] = "0" });
        var agent = await scene.SignInAsync("kefu001");
        var person = await scene.OpenAsync();
        var customer = new CustomerPage(person.Page);
        await customer.OpenAsync(scene.Site.Address);
        await person.Page.EvaluateAsync("for (let i = 0; i < 120; i++) Kefu('send', `message ${i}`)");
        await Expect(customer.Bubble("message 119")).ToBeInViewportAsync();
        await agent.OpenFirstAsync();
        await Expect(agent.Bubble("message 119")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        var scroller = person.Page.Locator("kefu-chat .scroller");
        await scroller.EvaluateAsync("one => { one.scrollTop = 0 }");
        await Expect(customer.Bubble("message 0").First).ToBeInViewportAsync();

        await agent.SendAsync("here is news");
        await Expect(person.Page.Locator("kefu-chat [role=status] .newer")).ToBeVisibleAsync();
        await Expect(customer.Bubble("message 0").First).ToBeInViewportAsync();
        await customer.SendAsync("and an answer");

        await Expect(customer.Bubble("and an answer")).ToBeInViewportAsync();
        await Expect(customer.Bubble("here is news")).ToBeInViewportAsync();
        await Expect(customer.Bubble("message 115")).ToBeInViewportAsync();
        scene.AssertNoFaults();
    }

    private sealed record Reading(int Most, string[] Faults, int[] Met);
}
