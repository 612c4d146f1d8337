using KefuBlazor.Core.Attachments;
using KefuBlazor.Core.Messages;
using KefuBlazor.Testing;

namespace KefuBlazor.Core.Tests.Storage.Postgres;

/// <summary>What is uploaded on one node is bound and served by another, whether they share a folder or only the database.</summary>
public sealed class PostgresFilesOnTwoNodesTests
{
    [Theory]
    [InlineData("Disk")]
    [InlineData("Database")]
    public async Task OpenAsync_UploadedOnAnotherNode_IsServed(string store)
    {
        var settings = await PostgresHosts.NewDatabaseAsync();
        settings["Attachments:Store"] = store;
        var shared = Directory.CreateTempSubdirectory("kefu-files-");
        try
        {
            if (store == "Disk")
                settings["Attachments:Path"] = shared.FullName;
            await using var one = await CoreHost.StartAsync(settings);
            await using var other = await CoreHost.StartAsync(settings);
            var customer = await one.AddCustomerAsync();
            var bytes = SampleFiles.Wav(60_000);

            var upload = (await one.Get<IAttachmentService>().UploadAsync(customer, "a.wav", new MemoryStream(bytes))).Value;
            var sent = await other.Messages.SendAsync(
                new OutgoingMessage(customer, "m1", null, string.Empty) { Kind = MessageKind.Voice, AttachmentId = upload.Id });
            var again = await one.Messages.SendAsync(
                new OutgoingMessage(customer, "m2", null, string.Empty) { Kind = MessageKind.Voice, AttachmentId = upload.Id });
            Assert.Equal((true, ErrorCode.Conflict), (sent.Succeeded, again.Error?.Code));

            var link = one.Get<IAttachmentLinks>().For(upload, customer);
            var opened = await other.Get<IAttachmentService>().OpenAsync(upload.Id, null, link.Split("sig=")[1]);
            await using var content = opened.Value.Content;
            using var read = new MemoryStream();
            await content.CopyToAsync(read);
            Assert.Equal(bytes, read.ToArray());
        }
        finally
        {
            shared.Delete(recursive: true);
        }
    }
}
