using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace KefuBlazor.Components.Tests.Localization;

public sealed partial class TextsTests
{
    private static readonly Dictionary<string, string> Chinese = Read("Texts.resx");
    private static readonly Dictionary<string, string> English = Read("Texts.en.resx");

    [Fact]
    public void Texts_BothLanguages_HaveTheSameKeys() => Assert.Equal(Chinese.Keys.Order(), English.Keys.Order());

    [Fact]
    public void Texts_BothLanguages_HaveTheSamePlaceholders() => Assert.All(Chinese, text =>
        Assert.Equal(Placeholder().Matches(text.Value).Select(match => match.Value).Order(), Placeholder().Matches(English[text.Key]).Select(match => match.Value).Order()));

    [Fact]
    public void Texts_English_HaveNoChinese() => Assert.All(
        English.Where(text => !text.Key.StartsWith("Rail.OtherLanguage", StringComparison.Ordinal)),
        text => Assert.DoesNotMatch(Cjk(), text.Value));

    [Fact]
    public void Texts_Chinese_ArePoliteAndPunctuated() => Assert.All(Chinese.Values, text =>
    {
        Assert.DoesNotMatch("你|[!！]", text);
        // No half-width punctuation beside Chinese, and a space between it and Latin.
        Assert.DoesNotMatch(@"\p{IsCJKUnifiedIdeographs}[,;:?]", text);
        if (!text.Contains("yyyy", StringComparison.Ordinal) && !text.Contains("M月", StringComparison.Ordinal))
            Assert.DoesNotMatch(@"\p{IsCJKUnifiedIdeographs}[A-Za-z0-9]|[A-Za-z0-9]\p{IsCJKUnifiedIdeographs}", text);
    });

    [Fact]
    public void Texts_AskedFor_AreThere()
    {
        var asked = Sources("*.razor", "*.cs")
            .SelectMany(file => Key().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
            .Distinct();

        Assert.DoesNotContain(asked, key => !Chinese.ContainsKey(key));
    }

    [Fact]
    public void Texts_ThatAreThere_AreAskedFor()
    {
        var code = string.Concat(Sources("*.razor", "*.cs").Select(File.ReadAllText));

        Assert.DoesNotContain(Chinese.Keys, key => !code.Contains($"\"{key}\"", StringComparison.Ordinal) && !IsFamily(code, key));
    }

    [Fact]
    public void Markup_Anywhere_HasNoBareText() => Assert.All(Sources("*.razor"), file =>
    {
        var bare = BareText().Matches(File.ReadAllText(file)).Select(match => (match.Groups[1].Value + match.Groups[2].Value).Trim()).Where(text => text != "KefuBlazor");
        Assert.Empty(bare);
        Assert.DoesNotMatch(Cjk(), File.ReadAllText(file));
    });

    [Fact]
    public void Code_Anywhere_HasNoChinese() => Assert.All(Sources("*.cs", "*.js"), file => Assert.DoesNotMatch(Cjk(), File.ReadAllText(file)));

    // "Inbox.Tab.Mine" is asked for as $"Inbox.Tab.{tab}".
    private static bool IsFamily(string code, string key)
    {
        var parts = key.Split('.');
        return Enumerable.Range(1, parts.Length - 1).Any(count => code.Contains($"$\"{string.Join('.', parts.Take(count))}.{{", StringComparison.Ordinal));
    }

    private static Dictionary<string, string> Read(string file) => XDocument.Load(Path.Combine(Root(), "src/KefuBlazor.Components/Localization", file))
        .Root!.Elements("data").ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    private static IEnumerable<string> Sources(params string[] patterns) =>
        from folder in new[] { "src/KefuBlazor.Components", "src/KefuBlazor.Server/Components" }
        from pattern in patterns
        from file in Directory.EnumerateFiles(Path.Combine(Root(), folder), pattern, SearchOption.AllDirectories)
        let path = file.Replace('\\', '/')
        where !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal)
        select file;

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../.."));

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Cjk();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex("""(?:\bL|\b_?texts)\["([A-Za-z.]+)"[,\]]""")]
    private static partial Regex Key();

    // Words right behind a tag, or in an attribute that is read out or shown.
    [GeneratedRegex("""(?:<[a-z][^<>@]*>|</[a-z0-9]+>)\s*([A-Za-z][A-Za-z ,.'’]{2,})<|(?:title|placeholder|alt|aria-label)="([A-Za-z][A-Za-z ]{2,})["]""")]
    private static partial Regex BareText();
}
