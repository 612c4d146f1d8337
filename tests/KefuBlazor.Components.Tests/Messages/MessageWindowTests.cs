using KefuBlazor.Components.Messages;
using KefuBlazor.Components.Tests.Fakes;
using KefuBlazor.Core.Messages;

namespace KefuBlazor.Components.Tests.Messages;

public sealed class MessageWindowTests
{
    private readonly MessageWindow _window = new();

    [Fact]
    public void Prepend_ToAFullWindow_LetsGoOfTheNewest()
    {
        _window.Replace(Page(301, 500, more: true));

        _window.Prepend(Page(251, 300, more: true));

        Assert.Equal(Seqs(251, 450), Shown());
        Assert.True(_window.HasOlder);
        Assert.True(_window.HasNewer);
    }

    [Fact]
    public void Prepend_WhereThereIsRoom_KeepsTheEnd()
    {
        _window.Replace(Page(51, 100, more: true));

        _window.Prepend(Page(1, 50, more: false));

        Assert.Equal(Seqs(1, 100), Shown());
        Assert.False(_window.HasOlder);
        Assert.False(_window.HasNewer);
    }

    [Fact]
    public void Append_OfAPageToAFullWindow_LetsGoOfTheOldest()
    {
        _window.Replace(Page(1, 200, more: false));
        _window.Detach();

        _window.Append(Page(201, 220, more: false));

        Assert.Equal(Seqs(21, 220), Shown());
        Assert.True(_window.HasOlder);
        Assert.False(_window.HasNewer);
    }

    [Fact]
    public void Append_OfOneToAFullWindow_LetsGoOfAWholePage()
    {
        _window.Replace(Page(1, 200, more: false));

        _window.Append(Some.Message(201));

        Assert.Equal(Seqs(51, 201), Shown());
        Assert.True(_window.HasOlder);
    }

    [Fact]
    public void Replace_AfterReadingElsewhere_IsAtTheEnd()
    {
        _window.Replace(Page(1, 200, more: false));
        _window.Detach();

        _window.Replace(Page(951, 1000, more: true));

        Assert.Equal(Seqs(951, 1000), Shown());
        Assert.True(_window.HasOlder);
        Assert.False(_window.HasNewer);
    }

    private static IEnumerable<long> Seqs(int from, int to) => Enumerable.Range(from, to - from + 1).Select(seq => (long)seq);

    private static HistoryPage Page(int from, int to, bool more) => new("c1", [.. Seqs(from, to).Select(seq => Some.Message(seq))], more);

    private IEnumerable<long> Shown() => _window.Messages.Select(message => message.Seq);
}
