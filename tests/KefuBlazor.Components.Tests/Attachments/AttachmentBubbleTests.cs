using Bunit;
using KefuBlazor.Components.Attachments;
using KefuBlazor.Components.Tests.Fakes;
using KefuBlazor.Core.Messages;

namespace KefuBlazor.Components.Tests.Attachments;

public sealed class AttachmentBubbleTests : DeskContext
{
    [Fact]
    public void Image_OfKnownSize_HasItBeforeItIsLoaded()
    {
        var bubble = RenderBubble(MessageKind.Image, width: 1600, height: 1200);

        var picture = bubble.Find("img");
        Assert.Equal(("320", "240"), (picture.GetAttribute("width"), picture.GetAttribute("height")));
        Assert.Equal("api/messages/files/0123456789abcdef0123456789abcdef", picture.GetAttribute("src"));
        Assert.Equal("查看图片：a.png", bubble.Find("button").GetAttribute("aria-label"));
    }

    [Fact]
    public void File_WithAHostileName_ShowsItAsText()
    {
        const string Name = "\"><img src=x onerror=alert(1)>\u202Egnp.exe";
        var bubble = RenderBubble(MessageKind.File, Name);

        Assert.Equal(Name, bubble.Find("bdi").TextContent);
        Assert.Empty(bubble.FindAll("img"));
        var link = bubble.Find("a");
        Assert.Equal((Name, "noopener noreferrer"), (link.GetAttribute("download"), link.GetAttribute("rel")));
        Assert.Equal("2 KB", bubble.Find(".size").TextContent);
    }

    [Fact]
    public void Voice_WithItsLength_SaysItAndLoadsNothing()
    {
        var bubble = Render<AttachmentBubble>(parameters => parameters.Add(
            one => one.Message, Some.File(1, MessageKind.Voice, Some.Attachment(type: "audio/webm") with { DurationMs = 65_400 })));

        Assert.Equal("1:05", bubble.Find("time").TextContent);
        Assert.Equal("播放", bubble.Find("button").GetAttribute("aria-label"));
        Assert.Empty(bubble.FindAll("audio"));
    }

    [Fact]
    public void Video_OfUnknownSize_HasAPlaceOfItsOwn()
    {
        var video = RenderBubble(MessageKind.Video).Find("video");

        Assert.Equal(("320", "180", "metadata"), (video.GetAttribute("width"), video.GetAttribute("height"), video.GetAttribute("preload")));
    }

    [Theory]
    [InlineData(10, 10, 96, 64)]
    [InlineData(300, 200, 300, 200)]
    [InlineData(900, 1600, 180, 320)]
    [InlineData(0, 5, 320, 180)]
    public void Box_OfAnyPicture_FitsTheLog(int width, int height, int shownWidth, int shownHeight) =>
        Assert.Equal(new PictureBox(shownWidth, shownHeight), PictureBox.Of(width, height));

    [Theory]
    [InlineData(0, "1 KB")]
    [InlineData(2048, "2 KB")]
    [InlineData(1_500_000, "1.4 MB")]
    [InlineData(10 * 1024 * 1024, "10 MB")]
    public void Size_OfAFile_IsReadAsPeopleSayIt(long bytes, string expected) => Assert.Equal(expected, FileSize.Of(bytes));

    private IRenderedComponent<AttachmentBubble> RenderBubble(MessageKind kind, string name = "a.png", int? width = null, int? height = null) =>
        Render<AttachmentBubble>(parameters => parameters.Add(
            one => one.Message, Some.File(1, kind, Some.Attachment(name, width: width, height: height))));
}
