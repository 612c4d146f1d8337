using KefuBlazor.Core.Attachments;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Messages;
using KefuBlazor.Core.Protocol;
using KefuBlazor.Core.Ratings;

namespace KefuBlazor.Core.Tests.Protocol;

/// <summary>Every frame of the server's, as it is made and as it looks on the wire, to the byte: clients are written against this.</summary>
internal static class GoldenFrames
{
    private static readonly DateTimeOffset At = new(2026, 1, 18, 9, 21, 14, 123, TimeSpan.Zero);

    /// <summary>By name: what is written, and the text that must come of it.</summary>
    public static IReadOnlyDictionary<string, (Func<byte[]> Write, string Json)> All { get; } = new Dictionary<string, (Func<byte[]>, string)>
    {
        ["welcome, new customer"] = (
            () => FrameWriter.Write(
                new WelcomeFrame
                {
                    UserId = "customer_a",
                    UserType = "kehu",
                    VisitorToken = "secret",
                    HeartbeatSeconds = 30,
                    MaxUploadBytes = 10485760,
                    ServerTime = At,
                    Online = true,
                },
                KefuJson.Wire.WelcomeFrame),
            """{"type":"welcome","user_id":"customer_a","user_type":"kehu","visitor_token":"secret","heartbeat_seconds":30,"max_upload_bytes":10485760,"server_time":"2026-01-18T09:21:14.123Z","online":true}"""),
        ["welcome, known customer"] = (
            () => FrameWriter.Write(
                new WelcomeFrame
                {
                    UserId = "customer_a",
                    UserType = "kehu",
                    Conversation = ConversationFrame.From(Waiting, ParticipantType.Customer),
                    HeartbeatSeconds = 30,
                    MaxUploadBytes = 10485760,
                    ServerTime = At,
                    Online = false,
                },
                KefuJson.Wire.WelcomeFrame),
            """{"type":"welcome","user_id":"customer_a","user_type":"kehu","conversation":{"type":"conversation","conversation_id":"c1","status":"waiting","queue_position":3,"last_seq":2,"delivered":{"kehu":0,"kefu":0},"read":{"kehu":0,"kefu":0},"opened_at":"2026-01-18T09:21:14.123Z","version":1},"heartbeat_seconds":30,"max_upload_bytes":10485760,"server_time":"2026-01-18T09:21:14.123Z","online":false}"""),
        ["text of a customer, nobody assigned"] = (
            () => FrameWriter.Write(Message, Reader, Links),
            """{"type":"text","id":"c1-2","conversation_id":"c1","seq":2,"client_id":"m1","from_user_id":"customer_a","from_type":"kehu","from_name":"Visitor A","content":"hello","timestamp":"2026-01-18T09:21:14.123Z"}"""),
        ["text of an agent"] = (
            () => FrameWriter.Write(new MessageAdded(
                Message with { SenderType = ParticipantType.Agent, SenderId = "kefu001", SenderName = "Wang", RecipientId = "customer_a" }, null), Reader, Links),
            """{"type":"text","id":"c1-2","conversation_id":"c1","seq":2,"client_id":"m1","from_user_id":"kefu001","from_type":"kefu","from_name":"Wang","to_user_id":"customer_a","content":"hello","timestamp":"2026-01-18T09:21:14.123Z"}"""),
        ["image"] = (
            () => FrameWriter.Write(
                new MessageAdded(
                    Carrying(MessageKind.Image, "猫.png", "image/png") with { Attachment = File("猫.png", "image/png") with { Width = 640, Height = 480 } }, null),
                Reader,
                Links),
            """{"type":"image","id":"c1-2","conversation_id":"c1","seq":2,"client_id":"m1","from_user_id":"customer_a","from_type":"kehu","from_name":"Visitor A","url":"/api/messages/files/0123456789abcdef0123456789abcdef?sig=of-kefu001","filename":"猫.png","content_type":"image/png","size":1024,"width":640,"height":480,"timestamp":"2026-01-18T09:21:14.123Z"}"""),
        ["file"] = (
            () => FrameWriter.Write(Carrying(MessageKind.File, "a b.pdf", "application/pdf"), Reader, Links),
            """{"type":"file","id":"c1-2","conversation_id":"c1","seq":2,"client_id":"m1","from_user_id":"customer_a","from_type":"kehu","from_name":"Visitor A","url":"/api/messages/files/0123456789abcdef0123456789abcdef?sig=of-kefu001","filename":"a b.pdf","content_type":"application/pdf","size":1024,"timestamp":"2026-01-18T09:21:14.123Z"}"""),
        ["voice"] = (
            () => FrameWriter.Write(
                Carrying(MessageKind.Voice, "v.webm", "audio/webm") with { Attachment = File("v.webm", "audio/webm") with { DurationMs = 3200 } }, Reader, Links),
            """{"type":"voice","id":"c1-2","conversation_id":"c1","seq":2,"client_id":"m1","from_user_id":"customer_a","from_type":"kehu","from_name":"Visitor A","url":"/api/messages/files/0123456789abcdef0123456789abcdef?sig=of-kefu001","filename":"v.webm","content_type":"audio/webm","size":1024,"duration_ms":3200,"timestamp":"2026-01-18T09:21:14.123Z"}"""),
        ["video"] = (
            () => FrameWriter.Write(Carrying(MessageKind.Video, "v.mp4", "video/mp4"), Reader, Links),
            """{"type":"video","id":"c1-2","conversation_id":"c1","seq":2,"client_id":"m1","from_user_id":"customer_a","from_type":"kehu","from_name":"Visitor A","url":"/api/messages/files/0123456789abcdef0123456789abcdef?sig=of-kefu001","filename":"v.mp4","content_type":"video/mp4","size":1024,"timestamp":"2026-01-18T09:21:14.123Z"}"""),
        ["system"] = (
            () => FrameWriter.Write(
                Message with
                {
                    SenderType = ParticipantType.System,
                    SenderId = "system",
                    SenderName = "system",
                    Kind = MessageKind.System,
                    Content = string.Empty,
                    Code = "agent_joined",
                },
                Reader,
                Links),
            """{"type":"system","id":"c1-2","conversation_id":"c1","seq":2,"from_user_id":"system","from_type":"system","from_name":"system","code":"agent_joined","timestamp":"2026-01-18T09:21:14.123Z"}"""),
        ["conversation whose last message is a file, to an agent"] = (
            () => FrameWriter.Write(
                Waiting with { LastMessage = LastMessage.Of(Carrying(MessageKind.File, "a b.pdf", "application/pdf")), QueuePosition = null }, ParticipantType.Agent),
            """{"type":"conversation","conversation_id":"c1","status":"waiting","last_seq":2,"delivered":{"kehu":0,"kefu":0},"read":{"kehu":0,"kefu":0},"opened_at":"2026-01-18T09:21:14.123Z","version":1,"customer":{"id":"customer_a","name":"Visitor A"},"last_message":{"from_type":"kehu","kind":"file","content":"","filename":"a b.pdf","timestamp":"2026-01-18T09:21:14.123Z"}}"""),
        ["ack"] = (
            () => FrameWriter.Write(AckFrame.From(new Receipt(Message, Duplicate: false), null), KefuJson.Wire.AckFrame),
            """{"type":"ack","client_id":"m1","id":"c1-2","conversation_id":"c1","seq":2,"timestamp":"2026-01-18T09:21:14.123Z","duplicate":false}"""),
        ["ack of a known message, with ref"] = (
            () => FrameWriter.Write(AckFrame.From(new Receipt(Message, Duplicate: true), "r1"), KefuJson.Wire.AckFrame),
            """{"type":"ack","client_id":"m1","id":"c1-2","conversation_id":"c1","seq":2,"timestamp":"2026-01-18T09:21:14.123Z","duplicate":true,"ref":"r1"}"""),
        ["conversation, waiting, to the customer"] = (
            () => FrameWriter.Write(new ConversationChanged(Waiting), ParticipantType.Customer),
            """{"type":"conversation","conversation_id":"c1","status":"waiting","queue_position":3,"last_seq":2,"delivered":{"kehu":0,"kefu":0},"read":{"kehu":0,"kefu":0},"opened_at":"2026-01-18T09:21:14.123Z","version":1}"""),
        ["conversation, waiting, to an agent"] = (
            () => FrameWriter.Write(new ConversationChanged(Waiting), ParticipantType.Agent),
            """{"type":"conversation","conversation_id":"c1","status":"waiting","queue_position":3,"last_seq":2,"delivered":{"kehu":0,"kefu":0},"read":{"kehu":0,"kefu":0},"opened_at":"2026-01-18T09:21:14.123Z","version":1,"customer":{"id":"customer_a","name":"Visitor A"},"last_message":{"from_type":"kehu","kind":"text","content":"hello","timestamp":"2026-01-18T09:21:14.123Z"}}"""),
        ["conversation, closed, to the customer"] = (
            () => FrameWriter.Write(Closed, ParticipantType.Customer),
            """{"type":"conversation","conversation_id":"c1","status":"closed","agent":{"id":"kefu001","name":"Wang","avatar_url":"/a.png"},"last_seq":2,"delivered":{"kehu":2,"kefu":1},"read":{"kehu":1,"kefu":0},"opened_at":"2026-01-18T09:21:14.123Z","closed_at":"2026-01-18T09:22:14.123Z","closed_by":"kefu","close_reason":"resolved","version":3}"""),
        ["conversation, waiting, with a form and a left message, to an agent"] = (
            () => FrameWriter.Write(Left, ParticipantType.Agent),
            """{"type":"conversation","conversation_id":"c1","status":"waiting","queue_position":3,"estimated_wait_seconds":95,"last_seq":2,"delivered":{"kehu":0,"kefu":0},"read":{"kehu":0,"kefu":0},"opened_at":"2026-01-18T09:21:14.123Z","version":1,"customer":{"id":"customer_a","name":"Visitor A"},"department":"sales","form":{"email":"a@example.com"},"left_message_at":"2026-01-18T09:21:14.123Z"}"""),
        ["the same, to the customer"] = (
            () => FrameWriter.Write(Left, ParticipantType.Customer),
            """{"type":"conversation","conversation_id":"c1","status":"waiting","queue_position":3,"estimated_wait_seconds":95,"last_seq":2,"delivered":{"kehu":0,"kefu":0},"read":{"kehu":0,"kefu":0},"opened_at":"2026-01-18T09:21:14.123Z","version":1}"""),
        ["conversation, closed and rated"] = (
            () => FrameWriter.Write(Closed with { ClosedBy = ParticipantType.System, CloseReason = CloseReasons.Idle, Rating = new Rating(5, "thanks") }, ParticipantType.Customer),
            """{"type":"conversation","conversation_id":"c1","status":"closed","agent":{"id":"kefu001","name":"Wang","avatar_url":"/a.png"},"last_seq":2,"delivered":{"kehu":2,"kefu":1},"read":{"kehu":1,"kefu":0},"opened_at":"2026-01-18T09:21:14.123Z","closed_at":"2026-01-18T09:22:14.123Z","closed_by":"system","close_reason":"idle","rating":{"score":5,"comment":"thanks"},"version":3}"""),
        ["history"] = (
            () => FrameWriter.Write(HistoryFrame.From(new HistoryPage("c1", [Message], HasMore: true), Reader, Links, "r1"), KefuJson.Wire.HistoryFrame),
            """{"type":"history","conversation_id":"c1","messages":[{"type":"text","id":"c1-2","conversation_id":"c1","seq":2,"client_id":"m1","from_user_id":"customer_a","from_type":"kehu","from_name":"Visitor A","content":"hello","timestamp":"2026-01-18T09:21:14.123Z"}],"has_more":true,"ref":"r1"}"""),
        ["history of a customer who never wrote"] = (
            () => FrameWriter.Write(HistoryFrame.From(new HistoryPage(null, [], HasMore: false), Reader, Links, null), KefuJson.Wire.HistoryFrame),
            """{"type":"history","messages":[],"has_more":false}"""),
        ["typing"] = (
            () => FrameWriter.Write(
                new TypingNoticeFrame { ConversationId = "c1", FromUserId = "kefu001", FromType = "kefu", Active = true },
                KefuJson.Wire.TypingNoticeFrame),
            """{"type":"typing","conversation_id":"c1","from_user_id":"kefu001","from_type":"kefu","active":true}"""),
        ["typing, with what the customer has written"] = (
            () => FrameWriter.Write(
                new TypingNoticeFrame { ConversationId = "c1", FromUserId = "customer_a", FromType = "kehu", Active = true, Content = "so 远" },
                KefuJson.Wire.TypingNoticeFrame),
            """{"type":"typing","conversation_id":"c1","from_user_id":"customer_a","from_type":"kehu","active":true,"content":"so 远"}"""),
        ["identified"] = (
            () => FrameWriter.Write(
                new IdentifiedFrame { UserId = "customer_b", VisitorToken = "secret", Ref = "r1" }, KefuJson.Wire.IdentifiedFrame),
            """{"type":"identified","user_id":"customer_b","visitor_token":"secret","ref":"r1"}"""),
        ["delivered"] = (
            () => FrameWriter.Write(
                new MarkFrame("delivered") { ConversationId = "c1", FromUserId = "customer_a", FromType = "kehu", Seq = 2 },
                KefuJson.Wire.MarkFrame),
            """{"type":"delivered","conversation_id":"c1","from_user_id":"customer_a","from_type":"kehu","seq":2}"""),
        ["online"] = (
            () => FrameWriter.Write(new OnlineFrame { Online = false }, KefuJson.Wire.OnlineFrame),
            """{"type":"online","online":false}"""),
        ["heartbeat"] = (
            () => FrameWriter.Write(new HeartbeatFrame { Timestamp = At, Ref = "r1" }, KefuJson.Wire.HeartbeatFrame),
            """{"type":"heartbeat","timestamp":"2026-01-18T09:21:14.123Z","ref":"r1"}"""),
        ["bye"] = (
            () => FrameWriter.Bye("draining", TimeSpan.FromSeconds(1.5)),
            """{"type":"bye","reason":"draining","retry_ms":1500}"""),
        ["error of a send"] = (
            () => FrameWriter.Refusal(
                new Error(ErrorCode.RateLimited, "Too many messages.", TimeSpan.FromMilliseconds(499.2)), "text", "m1", "r1"),
            """{"type":"error","code":"rate_limited","message":"Too many messages.","of":"text","client_id":"m1","ref":"r1","retry_after_ms":500}"""),
        ["error of what is no frame"] = (
            () => FrameWriter.Refusal(new Error(ErrorCode.BadRequest, "A frame is a JSON object with a string type.")),
            """{"type":"error","code":"bad_request","message":"A frame is a JSON object with a string type."}"""),
    };

    private static Participant Reader => new(ParticipantType.Agent, "kefu001", "Wang");

    private static NamingLinks Links => new();

    private static Message Message => new()
    {
        ConversationId = "c1",
        Seq = 2,
        ClientId = "m1",
        SenderType = ParticipantType.Customer,
        SenderId = "customer_a",
        SenderName = "Visitor A",
        Content = "hello",
        SentAt = At,
    };

    private static Conversation Waiting => new()
    {
        Id = "c1",
        CustomerId = "customer_a",
        CustomerName = "Visitor A",
        Status = ConversationStatus.Waiting,
        QueuePosition = 3,
        LastSeq = 2,
        OpenedAt = At,
        Version = 1,
        LastMessage = new LastMessage(ParticipantType.Customer, "hello", At),
        Unread = 2,
    };

    private static Conversation Left => Waiting with
    {
        EstimatedWait = TimeSpan.FromSeconds(95),
        Department = "sales",
        Form = """{"email":"a@example.com"}""",
        LeftMessageAt = At,
        LastMessage = null,
    };

    private static Conversation Closed => Waiting with
    {
        Status = ConversationStatus.Closed,
        Agent = new ConversationAgent("kefu001", "Wang", "/a.png"),
        QueuePosition = null,
        Delivered = new Marks(2, 1),
        Read = new Marks(1, 0),
        ClosedAt = At.AddMinutes(1),
        ClosedBy = ParticipantType.Agent,
        CloseReason = CloseReasons.Resolved,
        Version = 3,
    };

    private static Message Carrying(MessageKind kind, string fileName, string contentType) =>
        Message with { Kind = kind, Content = string.Empty, Attachment = File(fileName, contentType) };

    private static Attachment File(string fileName, string contentType) => new()
    {
        Id = "0123456789abcdef0123456789abcdef",
        FileName = fileName,
        ContentType = contentType,
        Size = 1024,
    };
}
