using KefuBlazor.Components.Messages;
using KefuBlazor.Components.Tests.Fakes;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Messages;

namespace KefuBlazor.Components.Tests.Messages;

public sealed class ThreadLayoutTests
{
    [Fact]
    public void Arrange_WithinThreeMinutes_IsOneGroup()
    {
        var items = Arrange(At(1, 0), At(2, 3 * 60), At(3, 6 * 60 + 1));

        Assert.Equal([2, 1], items.OfType<GroupItem>().Select(group => group.Messages.Count));
    }

    [Fact]
    public void Arrange_AnotherSender_IsAnotherGroup()
    {
        var items = Arrange(At(1, 0), At(2, 1, Some.Me), At(3, 2, Some.Colleague));

        Assert.Equal([true, false, false], items.OfType<GroupItem>().Select(group => group.FromCustomer));
    }

    [Fact]
    public void Arrange_OverMidnightOfTheReader_HasTwoDays()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
        var beforeMidnight = new DateTimeOffset(2026, 1, 18, 15, 59, 30, TimeSpan.Zero);

        var items = ThreadLayout.Arrange([Some.Message(1, at: beforeMidnight), Some.Message(2, at: beforeMidnight.AddMinutes(1))], zone);

        Assert.Equal([new DateOnly(2026, 1, 18), new DateOnly(2026, 1, 19)], items.OfType<DayItem>().Select(day => day.Day));
        Assert.Equal(2, items.OfType<GroupItem>().Count());
    }

    [Theory]
    [InlineData(-1, "moved day group")]
    [InlineData(10, "day group moved group")]
    [InlineData(99, "day group moved")]
    public void Arrange_MovedToAnotherCustomer_SaysSoWhereThatWas(int seconds, string expected)
    {
        var items = ThreadLayout.Arrange([At(1, 0), At(2, 20)], TimeZoneInfo.Utc, Some.Now.AddSeconds(seconds));

        Assert.Equal(expected, string.Join(' ', items.Select(item => item.Key.Split('-')[0])));
    }

    [Fact]
    public void Arrange_OneMoreMessage_KeepsTheKeys()
    {
        var before = Arrange(At(1, 0)).Select(item => item.Key);
        var after = Arrange(At(1, 0), At(2, 5)).Select(item => item.Key);

        Assert.Equal(before, after);
    }

    [Theory]
    [InlineData(5, Tick.Read)]
    [InlineData(7, Tick.Delivered)]
    [InlineData(9, Tick.Sent)]
    public void Of_Marks_TellsHowFarAMessageCame(long seq, Tick expected)
    {
        var conversation = Some.Conversation() with { Read = new Marks(5, 0), Delivered = new Marks(8, 0) };

        Assert.Equal(expected, Ticks.Of(conversation, seq));
    }

    private static Message At(long seq, int seconds, Participant? sender = null) => Some.Message(seq, sender: sender, at: Some.Now.AddSeconds(seconds));

    private static IReadOnlyList<ThreadItem> Arrange(params Message[] messages) => ThreadLayout.Arrange(messages, TimeZoneInfo.Utc);
}
