using System.Net;
using System.Text.RegularExpressions;

namespace KefuBlazor.Server.Tests.Support;

/// <summary>What a browser without script does: it keeps cookies and sends forms.</summary>
public sealed partial class Browser : IDisposable
{
    private readonly HttpClient _client;

    public Browser(ServerProcess server)
    {
        Cookies = new CookieContainer();
        _client = new HttpClient(new SocketsHttpHandler { CookieContainer = Cookies, AllowAutoRedirect = false }) { BaseAddress = server.BaseAddress };
    }

    public CookieContainer Cookies { get; }

    public Task<HttpResponseMessage> GetAsync(string path) => _client.GetAsync(new Uri(path, UriKind.Relative));

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body = null, string? origin = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        if (body is not null)
            request.Content = body as HttpContent ?? System.Net.Http.Json.JsonContent.Create(body);
        return await _client.SendAsync(request);
    }

    /// <summary>Fills the form of a page and sends it.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string path, params (string Name, string Value)[] fields)
    {
        using var page = await GetAsync(path);
        var html = await page.Content.ReadAsStringAsync();
        var all = Hidden().Matches(html).Select(match => (Name: match.Groups[1].Value, Value: WebUtility.HtmlDecode(match.Groups[2].Value)))
            .Concat(fields)
            .ToDictionary(field => field.Name, field => field.Value);
        using var content = new FormUrlEncodedContent(all);
        return await _client.PostAsync(new Uri(path, UriKind.Relative), content);
    }

    public Task<HttpResponseMessage> SignInAsync(string name, string password = "123456") =>
        SubmitAsync("/kefu/login", ("Input.UserName", name), ("Input.Password", password));

    public void Dispose() => _client.Dispose();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
