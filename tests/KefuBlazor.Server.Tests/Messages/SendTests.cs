using KefuBlazor.Server.Tests.Support;
using Microsoft.Data.Sqlite;

namespace KefuBlazor.Server.Tests.Messages;

public sealed class SendTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private ServerProcess Server => shared.Server;

    [Fact]
    public async Task Send_Acked_IsVisibleToAnotherReaderOfTheDatabase()
    {
        await using var customer = await KefuClient.CustomerAsync(Server);
        for (var sent = 1; sent <= 10; sent++)
        {
            var ack = await customer.SendMessageAsync($"第 {sent} 条");
            Assert.Equal(sent, ack.Number("seq"));
            Assert.Equal(sent, await CountAsync(ack.Text("conversation_id")!));
        }
    }

    [Fact]
    public async Task Send_SameClientIdTwentyTimesOnTwoConnections_IsOneMessage()
    {
        await using var first = await KefuClient.CustomerAsync(Server);
        await using var second = await KefuClient.CustomerAsync(Server, first.VisitorToken);
        for (var sent = 0; sent < 10; sent++)
        {
            await first.SendAsync(new { type = "text", client_id = "same", content = "once" });
            await second.SendAsync(new { type = "text", client_id = "same", content = "once, in other words" });
        }

        var acks = new List<Frame>();
        for (var acked = 0; acked < 10; acked++)
        {
            acks.Add(await first.ExpectAsync("ack"));
            acks.Add(await second.ExpectAsync("ack"));
        }

        Assert.Single(acks, ack => !ack.Is("duplicate"));
        Assert.Single(acks.Select(ack => (ack.Text("id"), ack.Number("seq"))).Distinct());
        Assert.Equal(1, await CountAsync(acks[0].Text("conversation_id")!));
    }

    [Fact]
    public async Task Send_OverHttpAndSocket_IsOneMessageUnderOneClientId()
    {
        await using var customer = await KefuClient.CustomerAsync(Server);
        var ack = await customer.SendMessageAsync("hello", clientId: "both-ways");
        using var response = await Server.PostAsync(
            "/api/messages", customer.VisitorToken, new { type = "text", client_id = "both-ways", content = "hello" });

        var answer = await response.ReadAsync();
        Assert.Equal((200, "ack", true), ((int)response.StatusCode, answer.Type, answer.Is("duplicate")));
        Assert.Equal(ack.Text("id"), answer.Text("id"));
    }

    [Fact]
    public async Task Send_FiftyFirstMessagesAtOnce_OpenOneConversation()
    {
        await using var server = await TestServer.StartAsync(("Limits:SendsPerTenSeconds", "0"));
        await using var first = await KefuClient.CustomerAsync(server);
        var sends = Enumerable.Range(0, 50).Select(number => server.PostAsync(
            "/api/messages", first.VisitorToken, new { type = "text", client_id = $"race{number}", content = "first!" }));
        var answers = await Task.WhenAll(sends);

        var conversations = new HashSet<string?>();
        var seqs = new List<long>();
        foreach (var answer in answers)
        {
            var ack = await answer.ReadAsync();
            Assert.Equal(200, (int)answer.StatusCode);
            conversations.Add(ack.Text("conversation_id"));
            seqs.Add(ack.Number("seq"));
            answer.Dispose();
        }

        Assert.Single(conversations);
        Assert.Equal(Enumerable.Range(1, 50).Select(seq => (long)seq), seqs.Order());
    }

    [Fact]
    public async Task Send_FromOneTab_IsToldToTheOtherAndNotToItself()
    {
        await using var first = await KefuClient.CustomerAsync(Server);
        await using var second = await KefuClient.CustomerAsync(Server, first.VisitorToken);
        var ack = await first.SendMessageAsync("hello");
        var told = await second.ExpectAsync("text");
        await first.BarrierAsync();

        Assert.Equal((ack.Text("id"), "hello", "kehu"), (told.Text("id"), told.Text("content"), told.Text("from_type")));
        Assert.DoesNotContain(first.Unread(), frame => frame.Type == "text");
    }

    [Fact]
    public async Task History_InBothDirections_IsAscendingAndSaysWhetherThereIsMore()
    {
        await using var customer = await KefuClient.CustomerAsync(Server);
        for (var sent = 1; sent <= 12; sent++)
            await customer.SendMessageAsync($"{sent}");

        Assert.Equal(("3 4 5", true), await PageAsync(customer, ("after_seq", 2), ("limit", 3)));
        Assert.Equal(("11 12", false), await PageAsync(customer, ("after_seq", 10), ("limit", 3)));
        Assert.Equal(("", false), await PageAsync(customer, ("after_seq", 12)));
        Assert.Equal(("6 7 8", true), await PageAsync(customer, ("before_seq", 9), ("limit", 3)));
        Assert.Equal(("1 2", false), await PageAsync(customer, ("before_seq", 3), ("limit", 3)));
        Assert.Equal(("11 12", true), await PageAsync(customer, ("limit", 2)));
    }

    private static async Task<(string Seqs, bool HasMore)> PageAsync(KefuClient client, params (string Name, int Value)[] query)
    {
        var frame = new Dictionary<string, object> { ["type"] = "history" };
        foreach (var (name, value) in query)
            frame[name] = value;
        var page = await client.AskAsync(frame);
        return (string.Join(' ', page.Parts("messages").Select(message => message.Number("seq"))), page.Is("has_more"));
    }

    private async Task<long> CountAsync(string conversationId)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(Server.Folder, "data", "kefu.db")};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM messages WHERE conversation_id = $id";
        command.Parameters.AddWithValue("$id", conversationId);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
