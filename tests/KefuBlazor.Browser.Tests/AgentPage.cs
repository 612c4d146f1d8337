using Microsoft.Playwright;

namespace KefuBlazor.Browser.Tests;

/// <summary>The desk as its agent uses it.</summary>
internal sealed class AgentPage(IPage page, Uri server)
{
    public IPage Page => page;

    public ILocator Bubbles => page.Locator("[role=log] .bubble");

    public ILocator Rows => page.Locator("[data-conversation]");

    public ILocator Composer => page.Locator(".composer textarea");

    public ILocator Typing => page.Locator("[role=log] .typing");

    /// <summary>What the customer has written and not sent.</summary>
    public ILocator Draft => page.Locator("[role=log] .draft");

    /// <summary>Beside the conversation: all that is known of its customer.</summary>
    public ILocator Customer => page.Locator("aside.panel");

    /// <summary>The middle of the desk: the conversation with its header.</summary>
    public ILocator Pane => page.Locator(".pane");

    public ILocator Accept => page.Locator(".head .button.primary");

    /// <summary>Beside the conversation: whether its customer is there.</summary>
    public ILocator CustomersPresence => page.Locator(".panel .presence");

    /// <summary>The agent's own choice, in words.</summary>
    public ILocator Status => page.Locator(".rail .me .status");

    public LogPage Log { get; } = new(page);

    /// <summary>The marks under own messages that say how far they came: sent, delivered or read.</summary>
    public ILocator Tick(string state) => page.Locator($"[role=log] .tick.{state}");

    public async Task SignInAsync(string userName, string password = "123456")
    {
        await page.GotoAsync(new Uri(server, "kefu/").ToString());
        await page.Locator("input[name='Input.UserName']").FillAsync(userName);
        await page.Locator("input[name='Input.Password']").FillAsync(password);
        await page.Locator("button[type=submit]").Last.ClickAsync();
        await page.Locator(".workspace").WaitForAsync();
    }

    /// <summary>Opens the only conversation, or the newest; the composer takes the focus when it is ready.</summary>
    public async Task OpenFirstAsync()
    {
        await Rows.First.ClickAsync();
        await Assertions.Expect(Composer).ToBeFocusedAsync();
    }

    /// <summary>Turns to the queue and opens who waits longest.</summary>
    public async Task LookAtFirstWaitingAsync()
    {
        var queue = page.Locator("[role=tab]").Nth(1);
        await queue.ClickAsync();
        await Assertions.Expect(queue).ToHaveAttributeAsync("aria-selected", "true"); // until then the rows are the agent's own
        await Rows.First.ClickAsync();
        await Accept.WaitForAsync();
    }

    /// <summary>Turns to the queue, opens who waits longest and takes them.</summary>
    public async Task AcceptFirstWaitingAsync()
    {
        await LookAtFirstWaitingAsync();
        await Accept.ClickAsync();
        await Assertions.Expect(Composer).ToBeFocusedAsync();
    }

    public async Task CloseConversationAsync()
    {
        await page.Locator(".head .actions .button").First.ClickAsync();
        await page.Locator("dialog[open] button[value=yes]").ClickAsync();
    }

    /// <summary>Chooses online, busy or away; on return it is stored, and whoever writes now is given out by it.</summary>
    public async Task SetStatusAsync(string status)
    {
        await page.Locator(".rail .me").ClickAsync();
        await page.Locator($"#agent-menu .choice:has(.dot.{status})").ClickAsync();
        await page.Locator($".rail .me .dot.{status}").WaitForAsync();
    }

    public async Task SignOutAsync()
    {
        await page.Locator(".rail .me").ClickAsync();
        await page.Locator("#agent-menu form button[type=submit]").ClickAsync();
    }

    public Task SwitchLanguageAsync() => page.Locator(".rail .language").ClickAsync();

    public async Task ReloadAsync()
    {
        await page.ReloadAsync();
        await Assertions.Expect(Composer).ToBeFocusedAsync();
    }

    /// <summary>Whether the page is wider than its window.</summary>
    public Task<bool> ScrollsSidewaysAsync() => page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth");

    public async Task SendAsync(string text)
    {
        await Composer.FillAsync(text);
        await Composer.PressAsync("Enter");
    }

    public ILocator Bubble(string text) => Bubbles.Filter(new LocatorFilterOptions { HasTextString = text });
}
