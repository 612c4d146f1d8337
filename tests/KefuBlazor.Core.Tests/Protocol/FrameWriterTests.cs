using System.Globalization;
using System.Text;
using System.Text.Json;
using KefuBlazor.Core.Attachments;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Messages;
using KefuBlazor.Core.Protocol;

namespace KefuBlazor.Core.Tests.Protocol;

public sealed class FrameWriterTests
{
    private static readonly NamingLinks Links = new();
    private static readonly Participant Reader = new(ParticipantType.Agent, "kefu001", "Wang");
    private static readonly Participant Other = new(ParticipantType.Customer, "customer_a", "a");

    public static TheoryData<string> Names() => [.. GoldenFrames.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Write_GoldenFrame_IsThatText(string name)
    {
        var (write, json) = GoldenFrames.All[name];
        Assert.Equal(json, Encoding.UTF8.GetString(write()));
    }

    [Fact]
    public void Write_AllFrames_HaveAGoldenOne()
    {
        var golden = GoldenFrames.All.Values
            .Select(frame => JsonDocument.Parse(frame.Json).RootElement.GetProperty("type").GetString()).ToHashSet();

        // Of the records that write frames, one writes all messages' types.
        var messages = Enum.GetValues<MessageKind>().Length - 1;
        Assert.Equal(golden.Count - messages, typeof(ServerFrame).Assembly.GetTypes().Count(type => type.IsSubclassOf(typeof(ServerFrame))));
        Assert.Equal(
            [
                "ack", "bye", "conversation", "delivered", "error", "file", "heartbeat", "history", "identified", "image", "online", "system", "text",
                "typing", "video", "voice", "welcome",
            ],
            golden.Order());
    }

    [Theory]
    [InlineData("客服您好 👋")]
    [InlineData("\"quoted\" \\ / </script> \u2028 \u0001 \r\n")]
    public void Write_AnyText_IsReadBackAsItWas(string content)
    {
        var message = new Message
        {
            ConversationId = "c1",
            Seq = 1,
            ClientId = content,
            SenderType = ParticipantType.Customer,
            SenderId = "customer_a",
            SenderName = content,
            Content = content,
            SentAt = default,
        };
        var read = JsonDocument.Parse(FrameWriter.Write(message, Reader, Links)).RootElement;
        foreach (var member in new[] { "content", "client_id", "from_name" })
            Assert.Equal(content, read.GetProperty(member).GetString());
    }

    [Theory]
    [InlineData("2026-01-18T17:21:14.1239999+08:00", "2026-01-18T09:21:14.123Z")]
    [InlineData("0001-01-01T00:00:00+00:00", "0001-01-01T00:00:00.000Z")]
    public void Write_Time_IsUtcToTheMillisecond(string time, string written)
    {
        var frame = FrameWriter.Write(
            new HeartbeatFrame { Timestamp = DateTimeOffset.Parse(time, CultureInfo.InvariantCulture) }, KefuJson.Wire.HeartbeatFrame);
        Assert.Equal(written, JsonDocument.Parse(frame).RootElement.GetProperty("timestamp").GetString());
    }

    [Fact]
    public void Write_InAnotherCulture_IsTheSame()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("ar-SA");
            Assert.All(GoldenFrames.All.Values, frame => Assert.Equal(frame.Json, Encoding.UTF8.GetString(frame.Write())));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Write_FileForTwoReaders_HasALinkForEach()
    {
        var attachment = new Attachment { Id = new string('a', 32), FileName = "a.pdf", ContentType = "application/pdf", Size = 1 };
        var added = new MessageAdded(
            new Message
            {
                ConversationId = "c1",
                Seq = 1,
                ClientId = "m1",
                SenderType = ParticipantType.Customer,
                SenderId = "customer_a",
                SenderName = "a",
                Kind = MessageKind.File,
                Content = string.Empty,
                Attachment = attachment,
                SentAt = default,
            },
            null);
        string UrlFor(Participant reader) => JsonDocument.Parse(FrameWriter.Write(added, reader, Links)).RootElement.GetProperty("url").GetString()!;
        Assert.Equal([Links.For(attachment, Reader), Links.For(attachment, Other)], [UrlFor(Reader), UrlFor(Other)]);
    }

    [Fact]
    public void Write_SameEventForManyReaders_IsEncodedOnce()
    {
        var added = new MessageAdded(
            new Message
            {
                ConversationId = "c1",
                Seq = 1,
                ClientId = "m1",
                SenderType = ParticipantType.Customer,
                SenderId = "customer_a",
                SenderName = "a",
                Content = "text",
                SentAt = default,
            },
            null);
        Assert.Same(FrameWriter.Write(added, Reader, Links), FrameWriter.Write(added, Other, Links));
        Assert.NotSame(FrameWriter.Write(added, Reader, Links), FrameWriter.Write(added with { Origin = "c1" }, Reader, Links));
    }
}
