using KefuBlazor.Components.Messages;

namespace KefuBlazor.Components.Tests.Messages;

public sealed class TextSegmentTests
{
    [Theory]
    [InlineData("见 https://example.com/a?b=1。谢谢", "https://example.com/a?b=1")]
    [InlineData("https://example.com/路径", "https://example.com/")]
    [InlineData("(http://example.com/x).", "http://example.com/x")]
    [InlineData("HTTPS://EXAMPLE.COM", "https://example.com/")]
    public void Parse_AnAddress_IsALink(string text, string link)
    {
        var segments = TextSegment.Parse(text);

        Assert.Equal(link, Assert.Single(segments, segment => segment.Link is not null).Link);
        Assert.Equal(text, string.Concat(segments.Select(segment => segment.Text)));
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,<script>alert(1)</script>")]
    [InlineData("ftp://example.com/")]
    [InlineData("http://")]
    [InlineData("xhttp://example.com")]
    [InlineData("没有链接")]
    [InlineData("")]
    public void Parse_AnythingElse_IsText(string text)
    {
        var segments = TextSegment.Parse(text);

        Assert.All(segments, segment => Assert.Null(segment.Link));
        Assert.Equal(text, string.Concat(segments.Select(segment => segment.Text)));
    }
}
