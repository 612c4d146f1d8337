namespace KefuBlazor.Core.Customers;

/// <summary>What a customer's browser says of itself when it connects. It is only ever shown: nothing is decided by it.</summary>
/// <param name="UserAgent">Its <c>User-Agent</c>, at most 256 characters.</param>
/// <param name="Language">The language it likes best, for example <c>zh-CN</c>.</param>
public sealed record CustomerDevice(string? UserAgent, string? Language)
{
    private const int LongestUserAgent = 256;
    private const int LongestLanguage = 35; // The longest tag that BCP 47 tells everybody to have room for.

    // The first that is found counts: browsers name those before them whose pages they want to be shown.
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("MicroMessenger", "WeChat"), ("DingTalk", "DingTalk"), ("AlipayClient", "Alipay"), ("QQBrowser", "QQ Browser"), ("Edg", "Edge"), ("OPR/", "Opera"),
        ("SamsungBrowser", "Samsung Internet"), ("HuaweiBrowser", "Huawei Browser"), ("UCBrowser", "UC Browser"), ("Firefox", "Firefox"),
        ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("OpenHarmony", "HarmonyOS"), ("Android", "Android"), ("Windows", "Windows"), ("Macintosh", "macOS"),
        ("CrOS", "ChromeOS"), ("Linux", "Linux"),
    ];

    /// <summary>For people: <c>Chrome · Windows</c>. Of one that nobody knows, what it says itself; null where it says nothing.</summary>
    public string? Name
    {
        get
        {
            var names = new[] { NameIn(Browsers), NameIn(Systems) }.OfType<string>().ToList();
            return names.Count > 0 ? string.Join(" · ", names) : UserAgent;
        }
    }

    /// <summary>As it is kept: cut, and left away where it could not be stored.</summary>
    public CustomerDevice Bounded() => new(Bound(UserAgent, LongestUserAgent), Bound(Language, LongestLanguage));

    private static string? Bound(string? text, int longest)
    {
        if (string.IsNullOrWhiteSpace(text) || !Text.IsClean(text))
            return null;
        var cut = text.Length <= longest ? text : text[..longest];
        return Text.IsClean(cut) ? cut : cut[..^1]; // Half a pair at the end.
    }

    private string? NameIn((string Mark, string Name)[] known) =>
        known.FirstOrDefault(one => UserAgent?.Contains(one.Mark, StringComparison.Ordinal) == true).Name;
}
