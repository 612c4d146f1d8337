using KefuBlazor.Components.Conversations;
using KefuBlazor.Components.Localization;
using KefuBlazor.Components.Shared;
using KefuBlazor.Components.Tests.Fakes;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Messages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace KefuBlazor.Components.Tests.Conversations;

public sealed class InboxRowsTests : DeskContext
{
    private InboxRows? _rows;

    [Fact]
    public async Task Of_AfterOneChanged_PutsOnlyThatIntoWordsAgain()
    {
        Core.Put(Some.Conversation("a"));
        Core.Put(Some.Conversation("b"));
        await StartAsync();
        var before = Rows();

        Tell(new MessageAdded(Some.Message(1, "请问有货吗？", conversationId: "a"), null));
        var after = Rows();

        Assert.Equal("请问有货吗？", after["a"].Preview);
        Assert.Same(before["b"], after["b"]);
    }

    [Fact]
    public async Task Of_WhileTheCustomerTypes_SaysSo()
    {
        Core.Put(Some.Conversation("a"));
        await StartAsync();
        Assert.False(Rows()["a"].Typing);

        Tell(new TypingChanged("a", Some.Customer, true));

        Assert.True(Rows()["a"].Typing);
    }

    [Fact]
    public async Task Of_AsTimePasses_SaysHowLongAgoItWas()
    {
        Core.Put(Some.Conversation("a", openedAt: Some.Now));
        await StartAsync();
        Assert.Equal("刚刚", Rows()["a"].Time);

        Clock.Advance(TimeSpan.FromMinutes(3));

        Assert.Equal("3 分钟前", Rows()["a"].Time);
    }

    private Dictionary<string, InboxRow> Rows()
    {
        _rows ??= new InboxRows(Desk, Services.GetRequiredService<DeskTime>(), Services.GetRequiredService<IStringLocalizer<Texts>>());
        return _rows.Of(Desk.Inbox.In(InboxTab.Mine), InboxTab.Mine).ToDictionary(row => row.Id);
    }

    private void Tell(object @event)
    {
        Hub.Publish(Audience.Agent(Some.Me.Id), @event);
        Clock.Advance(EventPump.Interval);
    }
}
