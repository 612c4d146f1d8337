using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace KefuBlazor.Benchmarks.Circuits;

/// <summary>The desk's document as it comes before there is a circuit: what of it becomes interactive, and what the circuit is told of it.</summary>
/// <param name="Markers">Of the components, as JSON, in the order of the document.</param>
/// <param name="State">What the prerendered page hands on.</param>
internal sealed partial record DeskPage(IReadOnlyList<string> Markers, string State)
{
    /// <summary>Signs an agent in, as the form does, and opens the desk.</summary>
    /// <param name="server">Where.</param>
    /// <param name="cookies">Keeps what the server gives.</param>
    /// <param name="userName">Who.</param>
    /// <param name="password">Their password.</param>
    public static async Task<DeskPage> OpenAsync(Uri server, CookieContainer cookies, string userName, string password)
    {
        using var handler = new HttpClientHandler { CookieContainer = cookies };
        using var http = new HttpClient(handler) { BaseAddress = server };
        http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("zh-CN");
        var form = await http.GetStringAsync(new Uri("kefu/login", UriKind.Relative));
        using var fields = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["_handler"] = "login",
            ["__RequestVerificationToken"] = WebUtility.HtmlDecode(Token().Match(form).Groups[1].Value),
            ["Input.UserName"] = userName,
            ["Input.Password"] = password,
        });

        // Who is signed in is sent on to the desk.
        using var answer = await http.PostAsync(new Uri("kefu/login", UriKind.Relative), fields);
        var page = Read(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
        return page.Markers.Count > 0 ? page : throw new InvalidOperationException($"{userName} was shown no desk.");
    }

    /// <summary>What the script asks a new circuit for: the components that the markers name.</summary>
    public string Operations()
    {
        var all = Markers.Select((marker, at) => string.Create(CultureInfo.InvariantCulture, $$"""{"type":"add","ssrComponentId":{{at + 1}},"marker":{{marker}}}"""));
        return $$"""{"batchId":1,"operations":[{{string.Join(',', all)}}]}""";
    }

    private static DeskPage Read(string html) =>
        new([.. Marker().Matches(html).Select(match => match.Groups[1].Value)], ComponentState().Match(html).Groups[1].Value);

    [GeneratedRegex("""name="__RequestVerificationToken" value="([^"]*)""", RegexOptions.CultureInvariant)]
    private static partial Regex Token();

    [GeneratedRegex("""<!--Blazor:(\{"type":"server".*?\})-->""", RegexOptions.CultureInvariant)]
    private static partial Regex Marker();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(.*?)-->", RegexOptions.CultureInvariant)]
    private static partial Regex ComponentState();
}
