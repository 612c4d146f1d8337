using KefuBlazor.Components.Conversations;
using KefuBlazor.Components.Tests.Fakes;
using KefuBlazor.Core;
using KefuBlazor.Core.Conversations;

namespace KefuBlazor.Components.Tests.Conversations;

public sealed class MarkTests : IDisposable
{
    private readonly DeskBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Delivered_OnArrival_MovesWithoutAnybodyLooking()
    {
        await StartAsync();

        _bench.Receive("c1");

        Assert.Contains((MarkKind.Delivered, "c1", 1L), _bench.Core.Marks);
        Assert.DoesNotContain(_bench.Core.Marks, mark => mark.Kind == MarkKind.Read);
    }

    [Fact]
    public async Task Read_OpenButNotAttended_DoesNotMove()
    {
        await StartAsync();
        await _bench.Desk.OpenAsync("c1");

        _bench.Receive("c1");

        Assert.DoesNotContain(_bench.Core.Marks, mark => mark.Kind == MarkKind.Read);
        Assert.Equal(1, _bench.Desk.Inbox.Unread);
    }

    [Fact]
    public async Task Read_OpenAndAttended_MovesAndNothingIsUnread()
    {
        await StartAsync();
        await _bench.Desk.OpenAsync("c1");
        _bench.Receive("c1");

        await _bench.Desk.AttendAsync(true);

        Assert.Contains((MarkKind.Read, "c1", 1L), _bench.Core.Marks);
        Assert.Equal(0, _bench.Desk.Inbox.Unread);
    }

    [Fact]
    public async Task Read_ScrolledAway_WaitsForTheEnd()
    {
        await StartAsync();
        await _bench.Desk.OpenAsync("c1");
        await _bench.Desk.AttendAsync(true);
        await _bench.Desk.ScrollAsync(false);

        _bench.Receive("c1");
        Assert.DoesNotContain(_bench.Core.Marks, mark => mark.Kind == MarkKind.Read);
        Assert.Equal(1, _bench.Desk.Open!.NewBelow);

        await _bench.Desk.ScrollAsync(true);
        Assert.Contains((MarkKind.Read, "c1", 1L), _bench.Core.Marks);
    }

    [Fact]
    public async Task Read_AtTheEndOfAWindowThatIsNotTheConversationsEnd_DoesNotMove()
    {
        _bench.Core.Put(Some.Conversation(), [.. Enumerable.Range(1, 300).Select(seq => Some.Message(seq))]);
        await _bench.StartAsync();
        await _bench.Desk.OpenAsync("c1");
        await _bench.Desk.ScrollAsync(false);
        for (var page = 0; page < 5; page++)
            await _bench.Desk.LoadOlderAsync();

        await _bench.Desk.AttendAsync(true);
        await _bench.Desk.ScrollAsync(true);
        Assert.DoesNotContain(_bench.Core.Marks, mark => mark.Kind == MarkKind.Read);

        await _bench.Desk.LoadNewestAsync();
        Assert.Contains((MarkKind.Read, "c1", 300L), _bench.Core.Marks);
    }

    [Fact]
    public async Task Read_TwiceWithinASecond_MovesTheSecondTimeLater()
    {
        await StartAsync();
        await _bench.Desk.OpenAsync("c1");
        await _bench.Desk.AttendAsync(true);
        _bench.Receive("c1");
        _bench.Receive("c1");
        Assert.DoesNotContain((MarkKind.Read, "c1", 2L), _bench.Core.Marks);

        _bench.Clock.Advance(MarkKeeper.Interval);
        _bench.Clock.Advance(MarkKeeper.Interval);

        Assert.Contains((MarkKind.Read, "c1", 2L), _bench.Core.Marks);
    }

    [Fact]
    public async Task Delivered_WhenTheStoreIsAway_IsTriedAgain()
    {
        await StartAsync();
        _bench.Core.Refusal = new Error(ErrorCode.Unavailable, "down");
        _bench.Receive("c1");
        var tried = _bench.Core.Marks.Count;

        _bench.Core.Refusal = null;
        _bench.Clock.Advance(TimeSpan.FromSeconds(6));
        _bench.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.True(_bench.Core.Marks.Count > tried);
    }

    [Fact]
    public async Task Delivered_OfSomebodyElses_IsNoneOfOurs()
    {
        _bench.Core.Put(Some.Conversation(status: ConversationStatus.Waiting), Some.Message(1));
        await _bench.StartAsync();
        await _bench.Desk.OpenAsync("c1");

        await _bench.Desk.AttendAsync(true);

        Assert.Empty(_bench.Core.Marks);
    }

    private Task<DeskBench> StartAsync()
    {
        _bench.Core.Put(Some.Conversation());
        return _bench.StartAsync();
    }
}
