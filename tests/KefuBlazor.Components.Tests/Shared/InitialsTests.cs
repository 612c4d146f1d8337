using KefuBlazor.Components.Shared;

namespace KefuBlazor.Components.Tests.Shared;

public sealed class InitialsTests
{
    [Theory]
    [InlineData("王小明", "小明")]
    [InlineData("张三", "张三")]
    [InlineData("客服小王", "小王")]
    [InlineData("访客 8A3F", "8A")]
    [InlineData("John Smith", "JS")]
    [InlineData("alice", "A")]
    [InlineData("😀", "😀")]
    [InlineData("", "?")]
    [InlineData("   ", "?")]
    public void Of_AName_IsTwoSignsAtMost(string name, string expected) => Assert.Equal(expected, Initials.Of(name));
}
