using KefuBlazor.Components.Conversations;
using KefuBlazor.Components.Shared;
using KefuBlazor.Components.Tests.Fakes;
using KefuBlazor.Core;
using KefuBlazor.Core.Agents;

namespace KefuBlazor.Components.Tests.Conversations;

public sealed class DeskSignInTests : IDisposable
{
    private readonly DeskBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task SignInEnded_OfThisSignIn_Leaves()
    {
        var left = 0;
        _bench.Desk.SignedOut += () => left++;
        await _bench.StartAsync();

        _bench.Tell(SignInEnded.TopicOf("another"), new SignInEnded("another"));
        Assert.Equal(0, left);

        _bench.Tell(SignInEnded.TopicOf(Some.SignInId), new SignInEnded(Some.SignInId));
        Assert.Equal(1, left);
    }

    [Fact]
    public async Task SignInEnded_AndThePageStays_HearsAndDoesNothingMore()
    {
        _bench.Core.Put(Some.Conversation(), Some.Message(1));
        await _bench.StartAsync();
        await _bench.Desk.OpenAsync("c1");
        _bench.Tell(SignInEnded.TopicOf(Some.SignInId), new SignInEnded(Some.SignInId));

        var refused = await _bench.Desk.SendAsync("c1", "id-1", "还能发吗？");
        await _bench.Desk.OpenAsync("c1");

        Assert.Equal(ErrorCode.Unauthenticated, refused?.Code);
        Assert.Empty(_bench.Core.Sent);
        Assert.Null(_bench.Desk.Open);
        Assert.Empty(_bench.Desk.Inbox.In(InboxTab.Mine));
        Assert.Equal(0, _bench.Hub.Subscriptions);
        Assert.Equal(0, _bench.Core.Connections);
    }

    [Fact]
    public async Task SignIn_ThatRanOutUnannounced_IsNoticedSoon()
    {
        var left = false;
        _bench.Desk.SignedOut += () => left = true;
        await _bench.StartAsync();

        _bench.Core.SignInLives = false;
        _bench.Clock.Advance(TimeSpan.FromSeconds(20));
        _bench.Clock.Advance(EventPump.Interval);

        Assert.True(left);
    }
}
