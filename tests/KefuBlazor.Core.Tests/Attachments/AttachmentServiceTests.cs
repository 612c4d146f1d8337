using KefuBlazor.Core.Agents;
using KefuBlazor.Core.Attachments;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Messages;
using KefuBlazor.Core.Retention;
using KefuBlazor.Testing;

namespace KefuBlazor.Core.Tests.Attachments;

public sealed class AttachmentServiceTests : IAsyncLifetime
{
    private static readonly byte[] Picture = SampleFiles.Png(640, 480);

    private CoreHost _core = null!;

    private IAttachmentService Attachments => _core.Get<IAttachmentService>();

    public async Task InitializeAsync() => _core = await StartAsync();

    public async Task DisposeAsync() => await _core.DisposeAsync();

    [Fact]
    public async Task UploadAsync_Picture_IsNotedAsWhatItIsAndKept()
    {
        var customer = await _core.AddCustomerAsync();
        var upload = await UploadAsync(customer, "../猫.png", Picture);

        Assert.Equal(("猫.png", "image/png", Picture.Length, 640, 480), (upload.FileName, upload.ContentType, upload.Size, upload.Width, upload.Height));
        Assert.Equal(Picture, await ReadAsync(upload, customer));
        Assert.Single(KeptFiles());
        Assert.Empty(IncomingFiles());
    }

    [Fact]
    public async Task UploadAsync_OneByteTooMany_IsTooLargeAndLeavesNothing()
    {
        await using var core = await StartAsync(("Attachments:MaxBytes", "1024"));
        var customer = await core.AddCustomerAsync();
        var fits = await core.Get<IAttachmentService>().UploadAsync(customer, "a.txt", new MemoryStream(Text(1024)));
        var endless = new EndlessStream();
        var over = await core.Get<IAttachmentService>().UploadAsync(customer, "a.txt", new MemoryStream(Text(1025)));
        var never = await core.Get<IAttachmentService>().UploadAsync(customer, "a.txt", endless);

        Assert.True(fits.Succeeded);
        Assert.Equal([ErrorCode.TooLarge, ErrorCode.TooLarge], [over.Error?.Code, never.Error?.Code]);
        Assert.InRange(endless.Read, 1025, 256 * 1024);
        Assert.Empty(IncomingFiles(core));
        Assert.Single(KeptFiles(core));
    }

    [Fact]
    public async Task UploadAsync_TooManyPixels_IsRefusedFromTheHeader()
    {
        var refused = await Attachments.UploadAsync(await _core.AddCustomerAsync(), "a.png", new MemoryStream(SampleFiles.Png(30_000, 30_000)));
        Assert.Equal(ErrorCode.UnsupportedType, refused.Error?.Code);
        Assert.Empty(IncomingFiles());
    }

    [Fact]
    public async Task UploadAsync_Empty_IsBadRequest() =>
        Assert.Equal(ErrorCode.BadRequest, (await Attachments.UploadAsync(await _core.AddCustomerAsync(), "a.txt", Stream.Null)).Error?.Code);

    [Fact]
    public async Task UploadAsync_BreaksOff_LeavesNothing()
    {
        var customer = await _core.AddCustomerAsync();
        await Assert.ThrowsAsync<InvalidDataException>(() => Attachments.UploadAsync(customer, "a.png", new BrokenStream()));
        Assert.Empty(IncomingFiles());
    }

    [Fact]
    public async Task UploadAsync_TooOften_IsRateLimitedForCustomersOnly()
    {
        await using var core = await StartAsync(("Attachments:UploadsPerMinute", "2"));
        var customer = await core.AddCustomerAsync();
        var agent = await core.AddAgentAsync("kefu001");
        async Task<ErrorCode?> Try(Participant uploader) =>
            (await core.Get<IAttachmentService>().UploadAsync(uploader, "a.png", new MemoryStream(Picture))).Error?.Code;

        Assert.Equal([null, null, ErrorCode.RateLimited], [await Try(customer), await Try(customer), await Try(customer)]);
        Assert.Equal([null, null, null], [await Try(agent), await Try(agent), await Try(agent)]);
        Assert.Null(await Try(await core.AddCustomerAsync()));
    }

    [Fact]
    public async Task UploadAsync_OverAQuota_IsStorageFullUntilThereIsRoom()
    {
        var size = Picture.Length;
        await using var core = await StartAsync(("Attachments:BytesPerVisitor", $"{2 * size}"), ("Attachments:BytesInAll", $"{3 * size}"));
        var (one, other) = (await core.AddCustomerAsync(), await core.AddCustomerAsync());
        async Task<ErrorCode?> Try(Participant uploader) =>
            (await core.Get<IAttachmentService>().UploadAsync(uploader, "a.png", new MemoryStream(Picture))).Error?.Code;

        Assert.Equal([null, null, ErrorCode.StorageFull], [await Try(one), await Try(one), await Try(one)]);
        Assert.Equal([null, ErrorCode.StorageFull], [await Try(other), await Try(other)]);

        core.Time.Advance(TimeSpan.FromHours(25));
        Assert.Equal(3, await core.Get<IAttachmentCleaner>().CleanAsync(default));
        Assert.Equal([null, null], [await Try(one), await Try(other)]);
    }

    [Fact]
    public async Task OpenAsync_Unbound_IsItsUploadersOnly()
    {
        var (owner, other) = (await _core.AddCustomerAsync(), await _core.AddCustomerAsync());
        var admin = await _core.AddAgentAsync("admin", AgentRoles.Admin);
        var upload = await UploadAsync(owner);
        Assert.True(await OpensAsync(upload, owner));
        Assert.False(await OpensAsync(upload, other));
        Assert.False(await OpensAsync(upload, admin));
        Assert.False(await OpensAsync(upload, null));
    }

    [Fact]
    public async Task OpenAsync_Bound_IsForMembersAndThoseWhoSeeTheConversation()
    {
        var (customer, stranger) = (await _core.AddCustomerAsync(), await _core.AddCustomerAsync());
        var (agent, colleague) = (await _core.AddAgentAsync("kefu001"), await _core.AddAgentAsync("kefu002"));
        var supervisor = await _core.AddAgentAsync("boss", AgentRoles.Supervisor);
        var conversation = await _core.OpenAsync(customer, agent);
        var upload = await UploadAsync(customer);
        await BindAsync(customer, upload, conversation.Id);

        var may = new List<bool>();
        foreach (var reader in new[] { customer, agent, supervisor, colleague, stranger })
            may.Add(await OpensAsync(upload, reader));
        Assert.Equal([true, true, true, false, false], may);
    }

    [Fact]
    public async Task OpenAsync_BySignature_IsForThatReaderForADayAndAsLongAsTheyAreAMember()
    {
        var customer = await _core.AddCustomerAsync();
        var (agent, colleague) = (await _core.AddAgentAsync("kefu001"), await _core.AddAgentAsync("kefu002"));
        var conversation = await _core.OpenAsync(customer, agent);
        var (upload, another) = (await UploadAsync(customer), await UploadAsync(customer));
        await BindAsync(customer, upload, conversation.Id);
        await BindAsync(customer, another, conversation.Id);

        Assert.True(await OpensAsync(upload, null, SignatureFor(upload, customer)));
        Assert.True(await OpensAsync(upload, null, SignatureFor(upload, agent)));
        Assert.False(await OpensAsync(upload, null, SignatureFor(another, customer)));
        Assert.False(await OpensAsync(upload, null, SignatureFor(upload, colleague)));
        Assert.False(await OpensAsync(upload, null, SignatureFor(upload, Participant.System)));
        Assert.True(await OpensAsync(upload, colleague, SignatureFor(upload, agent)));

        var early = SignatureFor(upload, customer);
        _core.Time.Advance(TimeSpan.FromHours(24));
        Assert.True(await OpensAsync(upload, null, early));
        _core.Time.Advance(TimeSpan.FromHours(1));
        Assert.False(await OpensAsync(upload, null, early));
        Assert.True(await OpensAsync(upload, null, SignatureFor(upload, customer)));
    }

    [Fact]
    public void Links_WithinAnHour_AreTheSame()
    {
        var file = new Attachment { Id = new string('a', 32), Key = "k", FileName = "a", ContentType = "text/plain", Size = 1 };
        var links = _core.Get<IAttachmentLinks>();
        var reader = new Participant(ParticipantType.Customer, "customer_a", "a");
        var first = links.For(file, reader);
        _core.Time.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(first, links.For(file, reader));
        _core.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.NotEqual(first, links.For(file, reader));
        Assert.Equal(file.Id, AttachmentUrl.IdOf(first));
    }

    [Fact]
    public async Task CleanAsync_AfterADay_RemovesWhatNothingBoundAndItsBytes()
    {
        var customer = await _core.AddCustomerAsync();
        var (bound, loose) = (await UploadAsync(customer), await UploadAsync(customer));
        await BindAsync(customer, bound);
        _core.Time.Advance(TimeSpan.FromHours(24));
        Assert.Equal(0, await _core.Get<IAttachmentCleaner>().CleanAsync(default));
        _core.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await _core.Get<IAttachmentCleaner>().CleanAsync(default));

        Assert.False(await OpensAsync(loose, customer));
        Assert.Equal(Picture, await ReadAsync(bound, customer));
        Assert.Equal(bound.Id, Path.GetFileName(Assert.Single(KeptFiles())));
    }

    [Fact]
    public async Task PurgeAsync_Conversation_TakesItsFilesWithIt()
    {
        var customer = await _core.AddCustomerAsync();
        var agent = await _core.AddAgentAsync("kefu001");
        var conversation = await _core.OpenAsync(customer, agent);
        var upload = await UploadAsync(agent);
        await BindAsync(agent, upload, conversation.Id);
        await _core.CloseAsync(agent, conversation.Id);
        _core.Time.Advance(TimeSpan.FromDays(8));
        await _core.Get<IRetentionService>().PurgeAsync(dryRun: false);

        Assert.False(await OpensAsync(upload, agent));
        Assert.Empty(KeptFiles());
    }

    [Fact]
    public void RemoveAbandoned_FilesOfAServerThatWasKilled_GoAfterTwoHours()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_core.Folder, "files", "incoming"));
        var (old, young) = (Path.Combine(folder.FullName, "old"), Path.Combine(folder.FullName, "young"));
        File.WriteAllText(old, "a");
        File.WriteAllText(young, "b");
        File.SetLastWriteTimeUtc(old, _core.Time.GetUtcNow().UtcDateTime.AddHours(-3));
        File.SetLastWriteTimeUtc(young, _core.Time.GetUtcNow().UtcDateTime.AddHours(-1));
        Assert.Equal(1, _core.Get<IncomingFiles>().RemoveAbandoned());
        Assert.Equal([young], Directory.GetFiles(folder.FullName));
    }

    private static async Task<CoreHost> StartAsync(params (string Key, string Value)[] settings)
    {
        var all = Scenarios.Unlimited;
        foreach (var (key, value) in settings)
            all[key] = value;
        return await CoreHost.StartAsync(all);
    }

    private static byte[] Text(int length) => [.. Enumerable.Repeat((byte)'a', length)];

    private async Task<Attachment> UploadAsync(Participant uploader, string name = "a.png", byte[]? bytes = null)
    {
        var uploaded = await Attachments.UploadAsync(uploader, name, new MemoryStream(bytes ?? Picture));
        Assert.True(uploaded.Succeeded, uploaded.Error?.ToString());
        return uploaded.Value;
    }

    private async Task BindAsync(Participant sender, Attachment upload, string? conversationId = null) => Assert.True((await _core.Messages.SendAsync(
        new OutgoingMessage(sender, upload.Id, conversationId, string.Empty) { Kind = MessageKind.Image, AttachmentId = upload.Id })).Succeeded);

    private async Task<bool> OpensAsync(Attachment attachment, Participant? caller, string? signature = null)
    {
        var opened = await Attachments.OpenAsync(attachment.Id, caller, signature);
        if (!opened.Succeeded)
        {
            Assert.Equal(ErrorCode.NotFound, opened.Error!.Code);
            return false;
        }

        await opened.Value.Content.DisposeAsync();
        return true;
    }

    private async Task<byte[]> ReadAsync(Attachment attachment, Participant caller)
    {
        var opened = await Attachments.OpenAsync(attachment.Id, caller, null);
        await using var content = opened.Value.Content;
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    private string SignatureFor(Attachment attachment, Participant reader) => _core.Get<IAttachmentLinks>().For(attachment, reader).Split("sig=")[1];

    private string[] KeptFiles(CoreHost? core = null) =>
        [.. Directory.GetFiles(Path.Combine((core ?? _core).Folder, "files"), "*", SearchOption.AllDirectories).Where(file => !file.Contains("incoming", StringComparison.Ordinal))];

    private string[] IncomingFiles(CoreHost? core = null) => Directory.GetFiles(Path.Combine((core ?? _core).Folder, "files", "incoming"));
}
