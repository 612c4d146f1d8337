using KefuBlazor.Browser.Tests.Hosts;
using Microsoft.Playwright;

namespace KefuBlazor.Browser.Tests.Accessibility;

/// <summary>Looks at the widget by the rules of axe.</summary>
internal static class Axe
{
    /// <summary>What is serious or critical in the widget: rule and element, one line each.</summary>
    public static async Task<string[]> LookAsync(IPage page)
    {
        if (!await page.EvaluateAsync<bool>("'axe' in window"))
            await page.EvaluateAsync(await HostPackages.ReadAsync("axe.js") ?? string.Empty);
        // Colours are looked at as they stay, not as they fade in.
        await page.EvaluateAsync("Promise.allSettled(document.querySelector('kefu-chat').shadowRoot.getAnimations().filter((one) => one.effect.getTiming().iterations === 1).map((one) => one.finished))");
        return await page.EvaluateAsync<string[]>(
            """
            async () => {
              const { violations } = await axe.run({ include: ['kefu-chat'] }, { resultTypes: ['violations'] });
              return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
                .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
            }
            """);
    }
}
