using Microsoft.Playwright;

namespace KefuBlazor.Browser.Tests;

/// <summary>The log of the open conversation, and what a watcher in the page has noted of it after every change.</summary>
internal sealed class LogPage(IPage page)
{
    private const string Watch =
        """
        () => {
          const log = document.querySelector('[role=log]');
          const noted = window.noted = { most: 0, faults: [] };
          const look = () => {
            const seqs = [...log.querySelectorAll('[data-seq]')].map(bubble => Number(bubble.dataset.seq));
            noted.most = Math.max(noted.most, seqs.length);
            for (let i = 1; i < seqs.length; i++)
              if (seqs[i] !== seqs[i - 1] + 1) noted.faults.push(`${seqs[i - 1]} before ${seqs[i]}`);
          };
          new MutationObserver(look).observe(log, { childList: true, subtree: true });
          look();
        }
        """;

    /// <summary>Scrolls as far as it goes, waits for the messages that come there, and says how far what was in sight was moved by them.</summary>
    private const string Page =
        """
        up => new Promise((done, fail) => {
          const log = document.querySelector('[role=log]');
          const bubbles = () => [...log.querySelectorAll('[data-seq]')];
          const end = () => bubbles().at(up ? 0 : -1).dataset.seq;
          const before = end();
          log.scrollTop = up ? 0 : log.scrollHeight;
          const frame = log.getBoundingClientRect();
          const inSight = bubbles().find(one => {
            const place = one.getBoundingClientRect();
            return place.bottom > frame.top && place.top < frame.bottom;
          });
          const { seq } = inSight.dataset;
          const { top } = inSight.getBoundingClientRect();
          const tooLate = setTimeout(() => fail(new Error(`nothing came at ${before}`)), 20000);
          const changes = new MutationObserver(() => {
            if (end() === before) return;
            changes.disconnect();
            clearTimeout(tooLate);
            requestAnimationFrame(() => requestAnimationFrame(() =>
              done(Math.abs(log.querySelector(`[data-seq="${seq}"]`).getBoundingClientRect().top - top))));
          });
          changes.observe(log, { childList: true, subtree: true });
        })
        """;

    public ILocator ToEnd => page.Locator(".to-end");

    public ILocator Bubble(long seq) => page.Locator($"[role=log] [data-seq='{seq}']");

    /// <summary>Whether there is more above, or below.</summary>
    public async Task<bool> HasMoreAsync(string edge) => await page.Locator($"[role=log] [data-edge={edge}]").CountAsync() > 0;

    public Task WatchAsync() => page.EvaluateAsync(Watch);

    /// <summary>The most bubbles that ever stood in the log at once.</summary>
    public Task<int> MostAsync() => page.EvaluateAsync<int>("noted.most");

    /// <summary>Places where a message followed that was not the next one.</summary>
    public Task<string[]> FaultsAsync() => page.EvaluateAsync<string[]>("noted.faults");

    /// <summary>Scrolls up as far as it goes and waits for older messages.</summary>
    /// <returns>By how many pixels that moved what was in sight.</returns>
    public Task<double> PageUpAsync() => page.EvaluateAsync<double>(Page, true);

    /// <summary>Scrolls down as far as it goes and waits for newer messages.</summary>
    /// <returns>By how many pixels that moved what was in sight.</returns>
    public Task<double> PageDownAsync() => page.EvaluateAsync<double>(Page, false);
}
