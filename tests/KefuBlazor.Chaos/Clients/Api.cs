using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace KefuBlazor.Chaos.Clients;

/// <summary>The HTTP API as clients call it. Whatever goes wrong on the way is "no answer": in these runs it often does.</summary>
internal static class Api
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler { UseCookies = false, PooledConnectionLifetime = TimeSpan.FromSeconds(5) })
    {
        Timeout = TimeSpan.FromSeconds(10),
    };

    /// <summary>A session token; null where the server could not give one.</summary>
    public static async Task<string?> LoginAsync(Uri server, string name, CancellationToken stop)
    {
        try
        {
            using var answer = await Client.PostAsJsonAsync(
                new Uri(server, "api/kefu/login"), new { username = name, password = "123456" }, stop);
            if (!answer.IsSuccessStatusCode)
                return null;
            return (await answer.Content.ReadFromJsonAsync<JsonElement>(stop)).GetProperty("session_token").GetString();
        }
        catch (Exception exception) when (IsNoAnswer(exception, stop))
        {
            return null;
        }
    }

    /// <summary>The status that a GET is answered with; null where there is no answer.</summary>
    public static async Task<HttpStatusCode?> TryGetStatusAsync(Uri address, string? token, CancellationToken stop)
    {
        try
        {
            using var answer = await SendAsync(address, token, stop);
            return answer.StatusCode;
        }
        catch (Exception exception) when (IsNoAnswer(exception, stop))
        {
            return null;
        }
    }

    /// <summary>The JSON of a GET; null where it was refused or not answered.</summary>
    public static async Task<JsonElement?> TryGetAsync(Uri address, string? token, CancellationToken stop)
    {
        try
        {
            using var answer = await SendAsync(address, token, stop);
            return answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync<JsonElement>(stop) : null;
        }
        catch (Exception exception) when (IsNoAnswer(exception, stop))
        {
            return null;
        }
    }

    /// <summary>The status that a POST is answered with; null where there is no answer.</summary>
    public static async Task<HttpStatusCode?> TryPostAsync(Uri address, string? token, object body)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = JsonContent.Create(body) };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var answer = await Client.SendAsync(request);
            return answer.StatusCode;
        }
        catch (Exception exception) when (IsNoAnswer(exception, CancellationToken.None))
        {
            return null;
        }
    }

    /// <summary>Uploads a file.</summary>
    /// <returns>Its address; null where it was refused, with the status, or not answered.</returns>
    public static async Task<(string? Url, int? Status)> TryUploadAsync(Uri server, string? token, string fileName, byte[] file)
    {
        try
        {
            using var form = new MultipartFormDataContent { { new ByteArrayContent(file), "file", fileName } };
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server, "api/messages/upload")) { Content = form };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var answer = await Client.SendAsync(request);
            var url = answer.StatusCode == HttpStatusCode.Created
                ? (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("url").GetString()
                : null;
            return (url, (int)answer.StatusCode);
        }
        catch (Exception exception) when (IsNoAnswer(exception, CancellationToken.None))
        {
            return (null, null);
        }
    }

    /// <summary>The bytes of a GET; null where it was refused or not answered.</summary>
    public static async Task<byte[]?> TryGetBytesAsync(Uri address)
    {
        try
        {
            using var answer = await SendAsync(address, token: null, CancellationToken.None);
            return answer.IsSuccessStatusCode ? await answer.Content.ReadAsByteArrayAsync() : null;
        }
        catch (Exception exception) when (IsNoAnswer(exception, CancellationToken.None))
        {
            return null;
        }
    }

    private static async Task<HttpResponseMessage> SendAsync(Uri address, string? token, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await Client.SendAsync(request, stop);
    }

    private static bool IsNoAnswer(Exception exception, CancellationToken stop) =>
        exception is HttpRequestException or IOException or JsonException
        || (exception is OperationCanceledException && !stop.IsCancellationRequested);
}
