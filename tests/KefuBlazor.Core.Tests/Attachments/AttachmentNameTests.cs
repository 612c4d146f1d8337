using KefuBlazor.Core.Attachments;

namespace KefuBlazor.Core.Tests.Attachments;

public sealed class AttachmentNameTests
{
    [Theory]
    [InlineData("cat.png", "cat.png")]
    [InlineData("猫 😀.png", "猫 😀.png")]
    [InlineData("../../etc/passwd.png", "passwd.png")]
    [InlineData(@"C:\windows\cat.png", "cat.png")]
    [InlineData("a\0b\r\nSet-Cookie: x.png", "abSet-Cookie: x.png")]
    [InlineData("a\u202egpj.exe", "agpj.exe")]
    [InlineData("a\u200b\u2028b.png", "ab.png")]
    [InlineData("a\ud800.png", "a.png")]
    [InlineData("CON", "CON")]
    [InlineData("", "file")]
    [InlineData(null, "file")]
    [InlineData("..", "file")]
    [InlineData("a/", "file")]
    [InlineData(".png", ".png")]
    public void Clean_AnyName_IsDataThatCanBeShown(string? name, string clean) => Assert.Equal(clean, AttachmentNames.Clean(name));

    [Fact]
    public void Clean_LongName_KeepsItsExtension()
    {
        var clean = AttachmentNames.Clean(new string('字', 4000) + "😀.png");
        Assert.Equal(200, clean.Length);
        Assert.EndsWith("字.png", clean, StringComparison.Ordinal);
        Assert.Equal(200, AttachmentNames.Clean("a." + new string('b', 4000)).Length);
    }
}
