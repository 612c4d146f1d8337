using KefuBlazor.Server.Widget;

namespace KefuBlazor.Server.Tests.Widget;

public sealed class WidgetPaletteTests
{
    private const double Readable = 4.5;

    [Fact]
    public void Palette_OfTheDefaultAccent_KeepsIt()
    {
        Assert.Equal(("#3b5bdb", "#ffffff"), (WidgetPalette.OnLight("#3b5bdb").Accent, WidgetPalette.OnLight("#3b5bdb").OnAccent));
        Assert.Equal("#748ffc", WidgetPalette.OnDark("#748ffc").Accent);
    }

    [Theory]
    [InlineData("#ffd400")]
    [InlineData("#ffffff")]
    [InlineData("#000000")]
    [InlineData("#767676")]
    [InlineData("#7b7b7b")]
    [InlineData("#00c853")]
    [InlineData("#e91e63")]
    [InlineData("#151a25")]
    public void Palette_OfAnyAccent_CanBeReadOnBothGrounds(string accent)
    {
        foreach (var (palette, ground) in new[] { (WidgetPalette.OnLight(accent), "#ffffff"), (WidgetPalette.OnDark(accent), "#151a25") })
        {
            Assert.All(
                new[]
                {
                    (palette.OnAccent, palette.Accent), (palette.AccentText, ground), (palette.AccentText, palette.AccentSoft),
                },
                pair => Assert.InRange(Rgb.Parse(pair.Item1).ContrastWith(Rgb.Parse(pair.Item2)), Readable, 21));
        }
    }

    [Fact]
    public void Palette_OfADarkAccent_IsLiftedOutOfADarkGround() =>
        Assert.InRange(Rgb.Parse(WidgetPalette.OnDark("#101820").Accent).ContrastWith(Rgb.Parse("#151a25")), 3, 21);
}
