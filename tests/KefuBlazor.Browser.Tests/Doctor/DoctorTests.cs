using KefuBlazor.Browser.Tests.Fallback;
using KefuBlazor.Browser.Tests.Hosts;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KefuBlazor.Browser.Tests.Doctor;

/// <summary>The check-up, on the server's own page and on a company's.</summary>
[Collection(ChromiumCollection.Name)]
public sealed class DoctorTests(ChromiumFixture chromium)
{
    /// <summary>What does not answer is waited for.</summary>
    private static readonly LocatorAssertionsToHaveTextOptions InTheEnd = new() { Timeout = 60_000 };

    [Theory]
    [InlineData("zh-CN", "一切正常")]
    [InlineData("en", "Everything works")]
    public async Task OwnPage_OfAServerThatIsWell_FindsNothing(string locale, string summary)
    {
        await using var scene = await Scene.StartAsync(chromium);
        var person = await scene.OpenAsync(390, 844, locale);
        await person.Page.GotoAsync(new Uri(scene.Server.BaseAddress, "kehu/doctor").ToString());
        await Expect(Summary(person.Page)).ToHaveTextAsync(summary, InTheEnd);
        await Expect(person.Page.Locator("kefu-doctor li.good")).ToHaveCountAsync(9);
        Assert.False(await person.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"));
        scene.AssertNoFaults();
    }

    [Fact]
    public async Task HostPage_AskedForByItsAddress_IsLookedAtWhereItStands()
    {
        await using var scene = await Scene.StartAsync(chromium);
        var person = await scene.OpenAsync(locale: "en");
        await person.Page.GotoAsync(new Uri(scene.Site.Address, "plain?kefu-doctor").ToString());
        await Expect(Summary(person.Page)).ToHaveTextAsync("Everything works", InTheEnd);
        await Expect(Finding(person.Page, "The button on this page")).ToContainTextAsync("Loaded");
        scene.AssertNoFaults();
    }

    [Fact]
    public async Task HostPage_WhosePolicyForbidsTheSocket_IsToldWhatToAdd()
    {
        await using var scene = await Scene.StartAsync(chromium);
        var person = await scene.OpenAsync(locale: "en");
        await person.Page.GotoAsync(new Uri(scene.Site.Address, $"{HostPages.Poor}?kefu-doctor").ToString());
        await Expect(Summary(person.Page)).ToHaveTextAsync("Something has to be mended", InTheEnd);
        var policy = Finding(person.Page, "Content security policy");
        await Expect(policy).ToContainTextAsync($"connect-src ws://{scene.Server.BaseAddress.Authority}");
        await Expect(policy).ToContainTextAsync($"img-src http://{scene.Server.BaseAddress.Authority}");
    }

    [Fact]
    public async Task HostPage_ThatIsNotAllowed_IsToldTheSetting()
    {
        await using var scene = await Scene.StartAsync(chromium, new() { ["Widget__AllowedOrigins__0"] = "https://other.example" });
        var person = await scene.OpenAsync(locale: "en");
        await person.Page.GotoAsync(new Uri(scene.Site.Address, "plain?kefu-doctor").ToString());
        await Expect(Summary(person.Page)).ToHaveTextAsync("Something has to be mended", InTheEnd);
        await Expect(Finding(person.Page, "Allowed site")).ToContainTextAsync("Widget:AllowedOrigins");
        await Expect(Finding(person.Page, "Allowed site")).ToContainTextAsync(scene.Site.Address.GetLeftPart(UriPartial.Authority));
    }

    [Fact]
    public async Task OwnPage_BehindAProxyThatRefusesUpgrades_SaysSoAndThatTheWayRoundIsOpen()
    {
        await using var scene = await Scene.StartAsync(chromium);
        await using var proxy = await UpgradeRefuser.StartAsync(scene.Server.BaseAddress, scene.Server.Http);
        var person = await scene.OpenAsync(locale: "en");
        await person.Page.GotoAsync(new Uri(proxy.Address, "kehu/doctor").ToString());
        await Expect(Summary(person.Page)).ToHaveTextAsync("Something has to be mended", InTheEnd);
        await Expect(Finding(person.Page, "Live connection (WebSocket)")).ToContainTextAsync("Upgrade");
        await Expect(Finding(person.Page, "Way round (event stream)")).ToHaveClassAsync("good");
    }

    private static ILocator Summary(IPage page) => page.Locator("kefu-doctor .summary:is(.fine, .warned, .failed)");

    private static ILocator Finding(IPage page, string name) =>
        page.Locator("kefu-doctor li").Filter(new() { Has = page.GetByRole(AriaRole.Heading, new() { Name = name }) });
}
