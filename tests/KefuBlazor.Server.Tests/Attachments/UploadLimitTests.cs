using System.Net;
using System.Net.Sockets;
using System.Text;
using KefuBlazor.Server.Tests.Support;

namespace KefuBlazor.Server.Tests.Attachments;

/// <summary>F01 and F06: how much somebody may upload, and what happens beyond it.</summary>
public sealed class UploadLimitTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private const int MostBytes = 10 * 1024 * 1024;

    private ServerProcess Server => shared.Server;

    [Fact]
    public async Task F01_TenMegabytes_AreTakenAndOneByteMoreIsNot()
    {
        await using var customer = await KefuClient.CustomerAsync(Server);
        Assert.Equal(MostBytes, customer.Welcome.Number("max_upload_bytes"));
        using var fits = await Server.UploadAsync(customer.VisitorToken, "a.txt", Text(MostBytes));
        Assert.Equal(HttpStatusCode.Created, fits.StatusCode);
        Assert.Equal(MostBytes, (await fits.ReadAsync()).Number("size"));

        using var over = await Server.UploadAsync(customer.VisitorToken, "a.txt", Text(MostBytes + 1));
        await over.AssertProblemAsync(413, "too_large");
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task F01_ContentLengthFarBeyond_Is413BeforeAnythingIsRead()
    {
        await using var customer = await KefuClient.CustomerAsync(Server);
        var answer = await SpeakAsync(customer.VisitorToken, "Content-Length: 107374182400", async stream => await stream.WriteAsync("x"u8.ToArray()));
        Assert.StartsWith("HTTP/1.1 413", answer, StringComparison.Ordinal);
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task F01_EndlessChunks_Are413AndReadNoFurther()
    {
        await using var customer = await KefuClient.CustomerAsync(Server);
        var chunk = Encoding.ASCII.GetBytes("10000\r\n" + new string('a', 0x10000) + "\r\n");
        var head = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n";
        var sent = 0;
        var answer = await SpeakAsync(customer.VisitorToken, "Transfer-Encoding: chunked", async stream =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"{head.Length:x}\r\n{head}\r\n"));
            for (; sent < 1000; sent++)
                await stream.WriteAsync(chunk);
        });
        Assert.StartsWith("HTTP/1.1 413", answer, StringComparison.Ordinal);
        Assert.InRange(sent, MostBytes / 0x10000, 999);
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task F01_UploadThatBreaksOff_LeavesNothing()
    {
        await using var customer = await KefuClient.CustomerAsync(Server);
        using (var socket = await OpenAsync(customer.VisitorToken, "Content-Length: 5000000"))
        {
            await socket.GetStream().WriteAsync(
                Encoding.ASCII.GetBytes("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n" + new string('a', 200_000)));
            await Eventually.HoldsAsync(() => Task.FromResult(Server.Files().Incoming.Length > 0), () => "No upload began.");
        }

        await NothingIsLeftAsync();
    }

    [Theory]
    [InlineData("multipart/form-data", "hello")]
    [InlineData("multipart/form-data; boundary=b", "hello")]
    [InlineData("multipart/form-data; boundary=b", "--b--\r\n")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"other\"; filename=\"a.txt\"\r\n\r\na\r\n--b--\r\n")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\na\r\n--b--\r\n")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nno end")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n\r\n--b--\r\n")]
    public async Task Upload_WhatIsNoFormWithAFile_Is400(string type, string body)
    {
        await using var customer = await KefuClient.CustomerAsync(Server);
        using var content = new ByteArrayContent(Encoding.ASCII.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var response = await Server.PostAsync("/api/messages/upload", customer.VisitorToken, content);
        await response.AssertProblemAsync(400, "bad_request");
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task F06_TooManyUploads_Are429WithRetryAfter()
    {
        await using var server = await TestServer.StartAsync(("Attachments:UploadsPerMinute", "2"));
        await using var customer = await KefuClient.CustomerAsync(server);
        await server.UploadedAsync(customer.VisitorToken);
        await server.UploadedAsync(customer.VisitorToken);
        using var third = await server.UploadAsync(customer.VisitorToken, "a.png", Uploads.Picture);
        await third.AssertProblemAsync(429, "rate_limited");
        Assert.InRange(third.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
    }

    [Fact]
    public async Task F06_Quota_Is507AndTheChatGoesOn()
    {
        await using var server = await TestServer.StartAsync(("Attachments:BytesPerVisitor", "100000"), ("Attachments:BytesInAll", "150000"));
        await using var customer = await KefuClient.CustomerAsync(server);
        await using var another = await KefuClient.CustomerAsync(server);
        await server.UploadedAsync(customer.VisitorToken, "a.txt", Text(80_000));
        using var own = await server.UploadAsync(customer.VisitorToken, "a.txt", Text(80_000));
        await own.AssertProblemAsync(507, "storage_full");
        using var all = await server.UploadAsync(another.VisitorToken, "a.txt", Text(80_000));
        await all.AssertProblemAsync(507, "storage_full");
        await customer.SendMessageAsync("goes on");
    }

    [Fact]
    public async Task F06_DiskFull_Is507AndTheChatGoesOn()
    {
        await using var disk = await SmallDisk.MountAsync(megabytes: 1);
        await using var server = await TestServer.StartAsync(("Attachments:Path", disk.Path));
        await using var customer = await KefuClient.CustomerAsync(server);
        var kept = await server.UploadedAsync(customer.VisitorToken);

        using var refused = await server.UploadAsync(customer.VisitorToken, "a.txt", Text(3_000_000));
        await refused.AssertProblemAsync(507, "storage_full");
        Assert.Empty(Directory.GetFiles(Path.Combine(disk.Path, "incoming")));
        await customer.SendMessageAsync("goes on");
        await customer.SendFileAsync("image", kept);
        Assert.Contains("/api/messages/files/", await server.UploadedAsync(customer.VisitorToken), StringComparison.Ordinal);
    }

    private static byte[] Text(int length)
    {
        var bytes = new byte[length];
        bytes.AsSpan().Fill((byte)'a');
        return bytes;
    }

    private Task NothingIsLeftAsync() => Eventually.HoldsAsync(
        () => Task.FromResult(Server.Files().Incoming.Length == 0), () => $"Left: {string.Join(", ", Server.Files().Incoming)}");

    private async Task<TcpClient> OpenAsync(string token, string length)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Server.BaseAddress.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /api/messages/upload HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\nContent-Type: multipart/form-data; boundary=b\r\n{length}\r\n\r\n"));
        return client;
    }

    /// <summary>Speaks HTTP by hand, writing until the server has had enough.</summary>
    private async Task<string> SpeakAsync(string token, string length, Func<NetworkStream, Task> write)
    {
        using var client = await OpenAsync(token, length);
        var stream = client.GetStream();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var answer = new byte[4096];
        var reading = stream.ReadAsync(answer, patience.Token).AsTask();
        try
        {
            await write(stream).WaitAsync(patience.Token);
        }
        catch (IOException)
        {
            // It has hung up, and said why before.
        }

        return Encoding.ASCII.GetString(answer, 0, await reading);
    }
}
