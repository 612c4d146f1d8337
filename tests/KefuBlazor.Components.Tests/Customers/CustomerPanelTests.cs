using Bunit;
using KefuBlazor.Components.Conversations;
using KefuBlazor.Components.Customers;
using KefuBlazor.Components.Tests.Fakes;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Customers;
using KefuBlazor.Core.Forms;

namespace KefuBlazor.Components.Tests.Customers;

public sealed class CustomerPanelTests : DeskContext
{
    private const string Payload = "<img src=x onerror=alert(1)>";

    private static CustomerProfile Profile => new()
    {
        Id = "customer_c1",
        Name = "王小姐",
        ExternalId = "42",
        Email = "wang@b.example",
        Phone = "+86 10",
        Attributes = new Dictionary<string, string> { ["plan"] = "gold" },
        Device = new CustomerDevice("Mozilla/5.0 (Windows NT 10.0) Chrome/130 Safari/537", "zh-CN"),
        CreatedAt = Some.Now.AddDays(-3),
        Pages =
        [
            new PageView("https://shop.example/cart", "购物车", null, Some.Now),
            new PageView("https://shop.example/", "首页", "https://search.example/?q=1", Some.Now.AddMinutes(-5)),
        ],
    };

    [Fact]
    public void Render_Verified_ShowsWhoWhereAndWithWhat()
    {
        var panel = Show(Profile);
        Assert.Contains("身份已验证", panel.Find(".identity").TextContent, StringComparison.Ordinal);
        Assert.Equal("mailto:wang%40b.example", panel.Find("a[href^='mailto:']").GetAttribute("href"));
        Assert.Equal("tel:%2B86%2010", panel.Find("a[href^='tel:']").GetAttribute("href"));
        var text = panel.Markup;
        foreach (var shown in new[] { "42", "plan", "gold", "购物车", "首页", "search.example", "Chrome · Windows", "中文" })
            Assert.Contains(shown, text, StringComparison.Ordinal);
        Assert.All(panel.FindAll("a[target]"), link => Assert.Contains("noopener noreferrer", link.GetAttribute("rel"), StringComparison.Ordinal));
    }

    [Fact]
    public void Render_Unverified_SaysSo() =>
        Assert.Contains("身份未验证", Show(Profile with { ExternalId = null }).Find(".identity").TextContent, StringComparison.Ordinal);

    [Fact]
    public void Render_NotKnownYet_ShowsTheConversationAlone() => Assert.Empty(Show(null).FindAll(".identity"));

    [Fact]
    public void Render_WhatWasFilledIn_IsNotSaidTwice()
    {
        var form = new Intake(null, new Dictionary<string, string> { ["email"] = "wang@b.example", ["phone"] = "another", ["order"] = "A-1" }).Form;
        var panel = Show(Profile, Some.Conversation() with { Form = form });
        Assert.Equal(
            [1, 1, 1],
            new[] { "wang@b.example", "another", "A-1" }.Select(value => panel.FindAll("bdi").Count(element => element.TextContent == value)));
    }

    [Fact]
    public void Render_PayloadInEveryField_IsTextAndNoLink()
    {
        var panel = Show(Profile with
        {
            ExternalId = Payload,
            Email = Payload,
            Phone = Payload,
            Attributes = new Dictionary<string, string> { [Payload] = Payload },
            Device = new CustomerDevice(Payload, Payload),
            Pages = [new PageView("javascript:alert(1)", Payload, "javascript:alert(2)", Some.Now), new PageView(Payload, null, null, Some.Now)],
        });
        Assert.Empty(panel.FindAll("img"));
        Assert.True(panel.FindAll("bdi").Count(element => element.TextContent == Payload) >= 8);
        Assert.All(panel.FindAll("a"), link => Assert.DoesNotContain("javascript", link.GetAttribute("href"), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Profile_OfTheOpenConversation_FollowsWhatChanges()
    {
        Core.Put(Some.Conversation());
        Core.Profiles["customer_c1"] = Profile;
        await StartAsync();
        await Desk.OpenAsync("c1");
        Assert.Equal("王小姐", Desk.Profile?.Name);

        Core.Profiles["customer_c1"] = Profile with { Name = "李先生" };
        Hub.Publish(CustomerChanged.TopicOf("customer_other"), new CustomerChanged("customer_other"));
        Clock.Advance(Components.Shared.EventPump.Interval);
        Assert.Equal("王小姐", Desk.Profile?.Name);
        Hub.Publish(CustomerChanged.TopicOf("customer_c1"), new CustomerChanged("customer_c1"));
        Clock.Advance(Components.Shared.EventPump.Interval);
        Assert.Equal("李先生", Desk.Profile?.Name);

        await Desk.OpenAsync(null);
        Assert.Null(Desk.Profile);
    }

    [Fact]
    public async Task Profile_ConversationMovedToAnotherCustomer_IsTheirs()
    {
        Core.Put(Some.Conversation());
        Core.Profiles["customer_c1"] = Profile;
        Core.Profiles["customer_9"] = Profile with { Id = "customer_9", Name = "known" };
        await StartAsync();
        await Desk.OpenAsync("c1");
        var moved = Some.Conversation(version: 2, customerId: "customer_9");
        Core.Put(moved);
        Hub.Publish(Audience.Agent(Some.Me.Id), new ConversationChanged(moved));
        Clock.Advance(Components.Shared.EventPump.Interval);
        Assert.Equal("known", Desk.Profile?.Name);
    }

    [Fact]
    public void Draft_OfTheCustomer_IsThereWhileTheyType()
    {
        var typing = new Typing(Clock);
        typing.Apply(new TypingChanged("c1", Some.Customer, Active: true, "so far"));
        Assert.Equal("so far", typing.DraftIn("c1"));
        typing.Apply(new TypingChanged("c1", Some.Customer, Active: true));
        Assert.Equal("so far", typing.DraftIn("c1"));
        Clock.Advance(Typing.Lifetime);
        Assert.Null(typing.DraftIn("c1"));
        typing.Apply(new TypingChanged("c1", Some.Customer, Active: true, "more"));
        typing.Stop("c1");
        typing.Apply(new TypingChanged("c1", Some.Customer, Active: true));
        Assert.Null(typing.DraftIn("c1"));
    }

    private IRenderedComponent<CustomerPanel> Show(CustomerProfile? profile, Conversation? conversation = null) => Render<CustomerPanel>(parameters => parameters
        .Add(panel => panel.Conversation, conversation ?? Some.Conversation())
        .Add(panel => panel.Present, true)
        .Add(panel => panel.Profile, profile));
}
