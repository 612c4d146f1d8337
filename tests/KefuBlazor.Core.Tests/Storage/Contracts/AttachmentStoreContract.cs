using KefuBlazor.Core.Attachments;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Messages;
using KefuBlazor.Core.Retention;

namespace KefuBlazor.Core.Tests.Storage.Contracts;

public abstract class AttachmentStoreContract : StoreContract
{
    private IAttachmentStore Store => Core.Get<IAttachmentStore>();

    [Fact]
    public async Task AppendAsync_OwnUpload_IsBoundAndReadBackWithItsMessage()
    {
        var customer = await Core.AddCustomerAsync();
        var upload = await Core.NoteUploadAsync(customer);
        var sent = (await SendAsync(customer, "m1", upload)).Value.Message;

        Assert.Equal((MessageKind.File, string.Empty, upload), (sent.Kind, sent.Content, sent.Attachment));
        Assert.Equal(sent, Assert.Single((await HistoryAsync(customer, sent)).Messages));
        var stored = await Store.FindAsync(upload.Id, default);
        Assert.Equal(new StoredAttachment(upload, customer.Id, Spent: true, sent.ConversationId), stored);
        var conversation = await Core.SeeAsync(sent.ConversationId);
        Assert.Equal((MessageKind.File, upload.FileName), (conversation.LastMessage!.Kind, conversation.LastMessage.FileName));
    }

    [Fact]
    public async Task AppendAsync_SameClientIdAgain_IsTheSameMessageWithItsFile()
    {
        var customer = await Core.AddCustomerAsync();
        var upload = await Core.NoteUploadAsync(customer);
        var first = await SendAsync(customer, "m1", upload);
        var again = await SendAsync(customer, "m1", upload);
        var withAnother = await SendAsync(customer, "m1", await Core.NoteUploadAsync(customer));

        Assert.Equal([false, true, true], new[] { first, again, withAnother }.Select(sent => sent.Value.Duplicate));
        Assert.Equal([first.Value.Message, first.Value.Message], [again.Value.Message, withAnother.Value.Message]);
    }

    [Fact]
    public async Task AppendAsync_UploadThatIsBound_IsAConflictAndStoresNothing()
    {
        var customer = await Core.AddCustomerAsync();
        var upload = await Core.NoteUploadAsync(customer);
        var first = (await SendAsync(customer, "m1", upload)).Value.Message;
        Assert.Equal(ErrorCode.Conflict, (await SendAsync(customer, "m2", upload)).Error?.Code);
        Assert.Single((await HistoryAsync(customer, first)).Messages);
    }

    [Fact]
    public async Task AppendAsync_ManyMessagesRaceForOneUpload_OneBindsIt()
    {
        var customer = await Core.AddCustomerAsync();
        await Core.OpenAsync(customer);
        var upload = await Core.NoteUploadAsync(customer);
        var sends = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => SendAsync(customer, "m" + n, upload)));
        Assert.Single(sends, sent => sent.Succeeded);
        Assert.All(sends.Where(sent => !sent.Succeeded), sent => Assert.Equal(ErrorCode.Conflict, sent.Error!.Code));
    }

    [Fact]
    public async Task AppendAsync_AnothersUpload_IsNotFoundAndOpensNothing()
    {
        var (owner, other) = (await Core.AddCustomerAsync(), await Core.AddCustomerAsync());
        var upload = await Core.NoteUploadAsync(owner);
        var stolen = await SendAsync(other, "m1", upload);
        var unknown = await SendAsync(other, "m2", upload with { Id = new string('0', 32) });

        Assert.Equal(ErrorCode.NotFound, stolen.Error?.Code);
        Assert.Equal(stolen.Error, unknown.Error);
        Assert.Null(await Core.Conversations.CurrentOfAsync(other.Id));
        Assert.True((await SendAsync(owner, "m1", upload)).Succeeded);
    }

    [Fact]
    public async Task AppendAsync_TextBesideAnUploadThatIsNotThere_IsStoredAlone()
    {
        var customer = await Core.AddCustomerAsync();
        var missing = new Attachment { Id = new string('0', 32), FileName = "a", ContentType = "text/plain", Size = 1 };
        var file = SendAsync(customer, "file", missing);
        var text = Core.Messages.SendAsync(new OutgoingMessage(customer, "text", null, "hello"));
        Assert.Equal(ErrorCode.NotFound, (await file).Error?.Code);
        Assert.Equal(1, (await text).Value.Message.Seq);
    }

    [Theory]
    [InlineData(MessageKind.Image, "application/pdf", false)]
    [InlineData(MessageKind.Image, "image/png", true)]
    [InlineData(MessageKind.Voice, "video/webm", false)]
    [InlineData(MessageKind.Voice, "audio/webm", true)]
    [InlineData(MessageKind.Video, "audio/mp4", false)]
    [InlineData(MessageKind.Video, "video/mp4", true)]
    [InlineData(MessageKind.File, "image/png", true)]
    public async Task AppendAsync_KindAndContent_MustFit(MessageKind kind, string contentType, bool fits)
    {
        var customer = await Core.AddCustomerAsync();
        var sent = await SendAsync(customer, "m1", await Core.NoteUploadAsync(customer, contentType), kind);
        Assert.Equal(fits ? null : ErrorCode.BadRequest, sent.Error?.Code);
    }

    [Fact]
    public async Task AppendAsync_SystemMessage_IsReadBackWithItsCode()
    {
        var conversation = await Core.OpenAsync();
        var sent = await Core.Messages.SendAsync(
            new OutgoingMessage(Participant.System, "s1", conversation.Id, string.Empty) { Kind = MessageKind.System, Code = "agent_joined" });
        var read = (await Core.Messages.HistoryAsync(Participant.System, new HistoryQuery(conversation.Id))).Value.Messages[^1];
        Assert.Equal((MessageKind.System, "agent_joined", sent.Value.Message), (read.Kind, read.Code, read));
    }

    [Fact]
    public async Task TakeLooseAsync_BoundAndYoung_AreLeftAlone()
    {
        var customer = await Core.AddCustomerAsync();
        var bound = await Core.NoteUploadAsync(customer);
        var old = await Core.NoteUploadAsync(customer);
        await SendAsync(customer, "m1", bound);
        Core.Time.Advance(TimeSpan.FromSeconds(1));
        await Core.NoteUploadAsync(customer);

        Assert.Equal([old.Id], (await Store.TakeLooseAsync(Core.Time.GetUtcNow(), 10, default)).Value);
        Assert.Equal(ErrorCode.Conflict, (await SendAsync(customer, "m2", old)).Error?.Code);
        Assert.Equal(3 * 7, await Store.UsedByAsync(customer.Id, default));
        Assert.Equal(1, (await Store.RemoveAsync([old.Id], default)).Value);
        Assert.Empty((await Store.TakeLooseAsync(Core.Time.GetUtcNow(), 10, default)).Value);
        Assert.Equal((2 * 7, 2 * 7), (await Store.UsedByAsync(customer.Id, default), await Store.UsedAsync(default)));
    }

    [Fact]
    public async Task TakeLooseAsync_ConversationPurged_IsLooseAtOnce()
    {
        var agent = await Core.AddAgentAsync("kefu001");
        var conversation = await Core.OpenAsync(await Core.AddCustomerAsync(), agent);
        var upload = await Core.NoteUploadAsync(agent);
        await SendAsync(agent, "m1", upload, MessageKind.File, conversation.Id);
        await Core.CloseAsync(agent, conversation.Id);
        Core.Time.Advance(TimeSpan.FromDays(8));
        Assert.True((await Core.Get<IRetentionStore>().RemoveAsync(Core.Time.GetUtcNow(), 10, default)).Succeeded);

        Assert.Null((await Store.FindAsync(upload.Id, default))!.ConversationId);
        Assert.Equal([upload.Id], (await Store.TakeLooseAsync(DateTimeOffset.UnixEpoch, 10, default)).Value);
    }

    private Task<Result<Receipt>> SendAsync(
        Participant sender, string clientId, Attachment upload, MessageKind kind = MessageKind.File, string? conversationId = null) =>
        Core.Messages.SendAsync(new OutgoingMessage(sender, clientId, conversationId, string.Empty) { Kind = kind, AttachmentId = upload.Id });

    private async Task<HistoryPage> HistoryAsync(Participant caller, Message message) =>
        (await Core.Messages.HistoryAsync(caller, new HistoryQuery(message.ConversationId))).Value;
}
