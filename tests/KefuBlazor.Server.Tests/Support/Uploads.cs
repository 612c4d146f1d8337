using System.Net.Http.Headers;
using System.Text;

namespace KefuBlazor.Server.Tests.Support;

/// <summary>Uploads as a form of a browser's would make them, and as it would not.</summary>
internal static class Uploads
{
    public static readonly byte[] Picture = SampleFiles.Png(64, 48);

    /// <summary>Sends a file; the caller looks at the answer.</summary>
    public static async Task<HttpResponseMessage> UploadAsync(this ServerProcess server, string? token, string fileName, byte[] bytes, string field = "file")
    {
        using var form = FormOf(fileName, bytes, field);
        return await server.PostAsync("/api/messages/upload", token, form);
    }

    /// <summary>A file as it stands in a form, its name byte for byte.</summary>
    public static HttpContent FormOf(string fileName, byte[] bytes, string field = "file")
    {
        const string boundary = "----boundary";
        var head = Encoding.UTF8.GetBytes(
            $"--{boundary}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{fileName}\"\r\nContent-Type: text/html\r\n\r\n");
        var content = new ByteArrayContent([.. head, .. bytes, .. Encoding.ASCII.GetBytes($"\r\n--{boundary}--\r\n")]);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse($"multipart/form-data; boundary={boundary}");
        return content;
    }

    /// <summary>Uploads a file that is taken, and gives its address.</summary>
    public static async Task<string> UploadedAsync(this ServerProcess server, string token, string fileName = "a.png", byte[]? bytes = null)
    {
        using var response = await server.UploadAsync(token, fileName, bytes ?? Picture);
        Assert.True(201 == (int)response.StatusCode, await response.Content.ReadAsStringAsync());
        return (await response.ReadAsync()).Text("url")!;
    }

    /// <summary>Sends a message that carries it, and waits for the ack.</summary>
    public static async Task<Frame> SendFileAsync(this KefuClient client, string type, string url, string? conversationId = null)
    {
        var clientId = Guid.NewGuid().ToString("N");
        await client.SendAsync(conversationId is null
            ? new { type, client_id = clientId, url }
            : new { type, client_id = clientId, url, conversation_id = conversationId });
        return await client.ExpectAsync("ack", frame => frame.Text("client_id") == clientId);
    }

    /// <summary>The path without its signature.</summary>
    public static string Unsigned(string url) => url.Split('?')[0];

    /// <summary>What lies in the store, and what was not taken into it.</summary>
    public static (string[] Kept, string[] Incoming) Files(this ServerProcess server)
    {
        var folder = Path.Combine(server.Folder, "data", "files");
        var all = Directory.Exists(folder) ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories) : [];
        return ([.. all.Where(file => !file.Contains("/incoming/", StringComparison.Ordinal))], [.. all.Where(file => file.Contains("/incoming/", StringComparison.Ordinal))]);
    }
}
