using KefuBlazor.Components.Messages;
using KefuBlazor.Components.Tests.Fakes;
using KefuBlazor.Core;
using KefuBlazor.Core.Messages;

namespace KefuBlazor.Components.Tests.Messages;

public sealed class MessageThreadTests
{
    private readonly FakeCore _core = new();
    private TaskCompletionSource? _answers;

    [Fact]
    public async Task Paging_UpAndDownALongConversation_ShowsEachOnceAndHoldsAWindowOnly()
    {
        var thread = await LoadedAsync(1000);
        thread.Following = false;
        var seen = new SortedSet<long>();
        void Look()
        {
            Assert.InRange(thread.Messages.Count, 1, MessageWindow.Capacity);
            Assert.Equal(thread.Messages.Count, thread.LastSeq - thread.Messages[0].Seq + 1);
            seen.UnionWith(thread.Messages.Select(message => message.Seq));
        }

        for (Look(); thread.HasOlder; Look())
            await thread.LoadOlderAsync();
        Assert.Equal(1000, seen.Count);
        Assert.Equal(1, thread.Messages[0].Seq);

        seen.Clear();
        for (Look(); thread.HasNewer; Look())
            await thread.LoadNewerAsync();
        Assert.Equal(1000, seen.Count);
        Assert.Equal(1000, thread.LastSeq);
    }

    [Fact]
    public async Task LoadOlderAsync_WhenItFails_KeepsWhatIsThereAndMayBeAskedAgain()
    {
        var thread = await LoadedAsync(60);
        _core.Refusal = new Error(ErrorCode.Unavailable, "down");

        await thread.LoadOlderAsync();
        Assert.Equal(LoadPhase.Failed, thread.OlderPhase);
        Assert.Equal(50, thread.Messages.Count);

        _core.Refusal = null;
        await thread.LoadOlderAsync();
        Assert.Equal(60, thread.Messages.Count);
    }

    [Fact]
    public async Task Add_BeforeTheFirstPage_IsNotLost()
    {
        var thread = Thread(3);
        thread.Add(Some.Message(4));

        await thread.LoadAsync();

        Assert.Equal(4, thread.LastSeq);
    }

    [Fact]
    public async Task Add_WhileOneReadsFarAbove_OnlyCounts()
    {
        var thread = await LoadedAsync(300);
        await UpAsync(thread, pages: 5);

        thread.Add(Store(301));

        Assert.Equal(200, thread.LastSeq);
        Assert.Equal(301, thread.NewestSeq);
        Assert.False(thread.IsBehind());
    }

    [Fact]
    public async Task Add_ToAFullWindowAtWhoseEndOneReads_PushesOutTheOldest()
    {
        var thread = await LoadedAsync(300);
        await UpAsync(thread, pages: 3);
        thread.Following = true;

        thread.Add(Store(301));

        Assert.Equal(301, thread.LastSeq);
        Assert.Equal(151, thread.Messages[0].Seq);
        Assert.True(thread.HasOlder);
    }

    [Fact]
    public async Task Add_ToAFullWindowInWhichOneReads_LeavesItAsItIs()
    {
        var thread = await LoadedAsync(300);
        await UpAsync(thread, pages: 3);

        thread.Add(Store(301));
        Assert.Equal(300, thread.LastSeq);
        Assert.True(thread.HasNewer);

        await thread.LoadNewerAsync();
        Assert.Equal(301, thread.LastSeq);
        Assert.False(thread.HasNewer);
    }

    [Fact]
    public async Task LoadNewerAsync_WhileTheConversationGoesOn_EndsUpBehindByWhatCame()
    {
        var thread = await LoadedAsync(210);
        await UpAsync(thread, pages: 4);
        var loading = Held(thread.LoadNewerAsync);
        thread.Add(Some.Message(211));
        await AnswerAsync(loading);
        Assert.True(thread.IsBehind());

        Store(211);
        thread.Following = true;
        await thread.CatchUpAsync();

        Assert.Equal(211, thread.LastSeq);
        Assert.False(thread.IsBehind());
    }

    [Fact]
    public async Task LoadNewestAsync_WhileAnOlderPageIsOnItsWay_DropsThatPage()
    {
        var thread = await LoadedAsync(1000);
        await UpAsync(thread, pages: 5);
        var older = Held(thread.LoadOlderAsync);
        var answers = _answers;
        _answers = null;
        await thread.LoadNewestAsync();
        _answers = answers;
        await AnswerAsync(older);

        Assert.Equal(951, thread.Messages[0].Seq);
        Assert.Equal(1000, thread.LastSeq);
    }

    [Fact]
    public async Task CatchUpAsync_FarBehindWhileOneReadsAtTheEnd_GoesToTheNewest()
    {
        var thread = await LoadedAsync(1);
        for (var seq = 2; seq <= 251; seq++)
            Store(seq);
        thread.Expect(251);

        await thread.CatchUpAsync();

        Assert.Equal(251, thread.LastSeq);
        Assert.Equal(202, thread.Messages[0].Seq);
        Assert.False(thread.IsBehind());
    }

    [Fact]
    public async Task CatchUpAsync_FarBehindWhileOneReadsElsewhere_LeavesTheRestForLater()
    {
        var thread = await LoadedAsync(100);
        thread.Following = false;
        for (var seq = 101; seq <= 251; seq++)
            Store(seq);
        thread.Expect(251);

        await thread.CatchUpAsync();

        Assert.Equal(51, thread.Messages[0].Seq);
        Assert.Equal(150, thread.LastSeq);
        Assert.True(thread.HasNewer);
        Assert.False(thread.IsBehind());
    }

    private static async Task UpAsync(MessageThread thread, int pages)
    {
        thread.Following = false;
        for (var page = 0; page < pages; page++)
            await thread.LoadOlderAsync();
    }

    /// <summary>Begins something whose answer has been read, but waits for <see cref="AnswerAsync"/> to arrive.</summary>
    private Task Held(Func<Task> begin)
    {
        _answers = new TaskCompletionSource();
        return begin();
    }

    private Task AnswerAsync(Task waiting)
    {
        _answers!.SetResult();
        _answers = null;
        return waiting.WaitAsync(TimeSpan.FromSeconds(5));
    }

    private Message Store(int seq)
    {
        var message = Some.Message(seq);
        _core.Messages["c1"].Add(message);
        return message;
    }

    private async Task<MessageThread> LoadedAsync(int stored)
    {
        var thread = Thread(stored);
        await thread.LoadAsync();
        return thread;
    }

    private MessageThread Thread(int stored)
    {
        _core.Put(Some.Conversation(), [.. Enumerable.Range(1, stored).Select(seq => Some.Message(seq))]);
        return new MessageThread("c1", async query =>
        {
            var page = await _core.HistoryAsync(Some.Me, query, CancellationToken.None);
            if (_answers is { } answers)
                await answers.Task;
            return page.Succeeded ? page.Value : null;
        });
    }
}
