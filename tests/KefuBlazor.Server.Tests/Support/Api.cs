using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace KefuBlazor.Server.Tests.Support;

/// <summary>The HTTP API as a program calls it: no cookies, no redirects followed.</summary>
public static class Api
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
    {
        Timeout = TimeSpan.FromSeconds(30),
    };

    public static async Task<HttpResponseMessage> CallAsync(
        this ServerProcess server,
        HttpMethod method,
        string path,
        string? token = null,
        object? body = null,
        Action<HttpRequestMessage>? configure = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(server.BaseAddress, path));
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null)
            request.Content = body as HttpContent ?? JsonContent.Create(body);
        configure?.Invoke(request);
        return await Client.SendAsync(request);
    }

    public static Task<HttpResponseMessage> GetAsync(this ServerProcess server, string path, string? token = null) =>
        server.CallAsync(HttpMethod.Get, path, token);

    public static Task<HttpResponseMessage> PostAsync(this ServerProcess server, string path, string? token = null, object? body = null) =>
        server.CallAsync(HttpMethod.Post, path, token, body);

    public static async Task<Frame> ReadAsync(this HttpResponseMessage response) => Frame.Parse(await response.Content.ReadAsByteArrayAsync());

    /// <summary>Signs in and gives the session token.</summary>
    public static async Task<string> LoginAsync(this ServerProcess server, string name, string password = "123456")
    {
        using var response = await server.PostAsync("/api/kefu/login", body: new { username = name, password });
        Assert.Equal(200, (int)response.StatusCode);
        return (await response.ReadAsync()).Text("session_token")!;
    }

    /// <summary>Asserts a refusal: its status, and the code in its problem details.</summary>
    public static async Task AssertProblemAsync(this HttpResponseMessage response, int status, string code)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(status == (int)response.StatusCode, $"{(int)response.StatusCode}: {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.ReadAsync();
        Assert.Equal(code, problem.Text("code"));
        Assert.Equal(status, problem.Number("status"));
    }
}
