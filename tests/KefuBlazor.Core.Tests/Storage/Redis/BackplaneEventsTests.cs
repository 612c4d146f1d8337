using System.Text;
using KefuBlazor.Core.Agents;
using KefuBlazor.Core.Attachments;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Customers;
using KefuBlazor.Core.Hub;
using KefuBlazor.Core.Messages;
using KefuBlazor.Core.Ratings;
using KefuBlazor.Core.Storage.Redis;
using KefuBlazor.Core.Streams;

namespace KefuBlazor.Core.Tests.Storage.Redis;

public sealed class BackplaneEventsTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 18, 9, 0, 0, 123, TimeSpan.Zero);
    private static readonly Participant Agent = new(ParticipantType.Agent, "kefu001", "客服小王", SeesAll: true);

    private static readonly Message Message = new()
    {
        ConversationId = "c1",
        Seq = 7,
        ClientId = "m-7",
        SenderType = ParticipantType.Agent,
        SenderId = "kefu001",
        SenderName = "客服小王",
        RecipientId = "customer_a",
        Content = "line one\nline two 😀 \"quoted\"",
        SentAt = At,
    };

    private static readonly Conversation Conversation = new()
    {
        Id = "c1",
        CustomerId = "customer_a",
        CustomerName = "访客",
        Status = ConversationStatus.Closed,
        Agent = new ConversationAgent("kefu001", "客服小王", "/a.png"),
        QueuePosition = 3,
        LastSeq = 7,
        Delivered = new Marks(6, 7),
        Read = new Marks(5, 4),
        OpenedAt = At,
        ClosedAt = At.AddHours(1),
        ClosedBy = ParticipantType.Customer,
        CloseReason = CloseReasons.EndedByCustomer,
        Rating = new Rating(4, "好"),
        Department = "sales",
        Form = """{"order":"引号\""}""",
        LeftMessageAt = At.AddMinutes(1),
        EstimatedWait = TimeSpan.FromSeconds(90),
        Version = 9,
        LastMessage = new LastMessage(ParticipantType.Agent, "last", At),
        Unread = 2,
    };

    public static TheoryData<object> Crossing =>
    [
        new MessageAdded(Message, "connection"),
        new MessageAdded(Message with { RecipientId = null, SenderType = ParticipantType.Customer }, null),
        new MessageAdded(
            Message with
            {
                Kind = MessageKind.Voice,
                Content = string.Empty,
                Attachment = new Attachment
                {
                    Id = "0123456789abcdef0123456789abcdef",
                    Key = "signs links",
                    FileName = "语音.webm",
                    ContentType = "audio/webm",
                    Size = 7,
                    Width = 1,
                    Height = 2,
                    DurationMs = 3,
                },
            },
            null),
        new MessageAdded(Message with { Kind = MessageKind.System, Code = "code" }, null),
        new ConversationChanged(Conversation, "kefu001"),
        new ConversationChanged(Conversation with
        {
            LastMessage = new LastMessage(ParticipantType.Agent, string.Empty, At) { Kind = MessageKind.File, FileName = "a.pdf", Code = "code" },
        }),
        new ConversationChanged(Conversation with { Agent = null, QueuePosition = null, ClosedAt = null, ClosedBy = null, LastMessage = null }),
        new MarkMoved("c1", MarkKind.Read, Agent, 7, "connection"),
        new TypingChanged("c1", Agent, Active: true),
        new TypingChanged("c1", Agent, Active: true, "what I have so f\"ar 你好"),
        new CustomerChanged("customer_a"),
        new AgentStatusChanged("kefu001", Availability.Away),
        new SignInEnded("sign-in"),
        new StreamFrameSent("stream", "customer_a", "request", "{\"type\":\"text\",\"content\":\"你好 😀\\n\"}"),
        new StreamFrameAnswered("request", StreamDelivery.Full),
        new NodePresenceChanged("node", 12, Agent, Present: true),
    ];

    [Theory]
    [MemberData(nameof(Crossing))]
    public void Read_Written_IsTheSame(object @event)
    {
        var name = BackplaneEvents.NameOf(@event.GetType())!;
        Assert.Equal(@event, BackplaneEvents.Read(name, BackplaneEvents.Write(name, @event)));
    }

    [Fact]
    public void Crossing_AllThatCross_AreTriedHere()
    {
        var tried = Crossing.Cast<object[]>().Select(row => BackplaneEvents.NameOf(row[0].GetType())!).Distinct();
        Assert.Equal(BackplaneEvents.All.Order(), tried.Order());
    }

    [Fact]
    public void NameOf_EveryEventOfTheCore_CrossesOrStaysOnPurpose()
    {
        string[] pasts = ["Added", "Changed", "Moved", "Ended", "Removed", "Updated", "Opened", "Closed"];
        var events = typeof(IChatHub).Assembly.GetTypes()
            .Where(type => type is { IsNested: false, IsClass: true } && pasts.Any(past => type.Name.EndsWith(past, StringComparison.Ordinal)));
        Assert.All(events, type => Assert.True(
            BackplaneEvents.NameOf(type) is not null ^ BackplaneEvents.Staying.Contains(type), $"{type} is in none of the two lists, or in both."));
    }

    [Fact]
    public void Read_NameOfANewerVersion_IsNull() => Assert.Null(BackplaneEvents.Read("pigeon.sent", "{}"u8));

    [Fact]
    public void Parse_Written_IsTheSame()
    {
        var body = Encoding.UTF8.GetBytes("{\"a\":\n1}");
        var parsed = BackplaneWord.Parse(new BackplaneWord("node", 42, "typing.changed", new Topic("customer", "customer_a"), body).ToUtf8());
        Assert.Equal(("node", 42L, "typing.changed", new Topic("customer", "customer_a")), (parsed!.Value.NodeId, parsed.Value.Number, parsed.Value.Type, parsed.Value.Topic));
        Assert.Equal(body, parsed.Value.Body.ToArray());
    }

    [Theory]
    [InlineData("")]
    [InlineData("node")]
    [InlineData("node\nx\nbeat\n\n\n")]
    [InlineData("node\n1\nbeat\nkind\nid")]
    [InlineData("node\n99999999999999999999\nbeat\n\n\n")]
    public void Parse_SomethingElse_IsNull(string text) => Assert.Null(BackplaneWord.Parse(Encoding.UTF8.GetBytes(text)));
}
