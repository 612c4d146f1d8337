using System.Security.Claims;
using KefuBlazor.Core.Agents;
using KefuBlazor.Core.Attachments;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Messages;

namespace KefuBlazor.Components.Tests.Fakes;

/// <summary>Values for tests, of which a test names only what it is about.</summary>
internal static class Some
{
    public const string SignInId = "sign-in-1";

    public static readonly DateTimeOffset Now = new(2026, 1, 18, 9, 21, 0, TimeSpan.Zero);

    public static Participant Me { get; } = new(ParticipantType.Agent, "kefu001", "客服小王");

    public static Participant Colleague { get; } = new(ParticipantType.Agent, "kefu002", "客服小李");

    public static Participant Customer { get; } = new(ParticipantType.Customer, "customer_1", "访客 8A3F");

    public static ClaimsPrincipal Principal { get; } = new(new ClaimsIdentity(
        AgentClaims.Of(new Agent(Me.Id, Me.Name, null, Availability.Online, [AgentRoles.Agent]), SignInId), "test"));

    public static Conversation Conversation(
        string id = "c1",
        ConversationStatus status = ConversationStatus.Active,
        Participant? agent = null,
        string? customerId = null,
        long version = 1,
        DateTimeOffset? openedAt = null) => new()
        {
            Id = id,
            CustomerId = customerId ?? "customer_" + id,
            CustomerName = "访客 " + id,
            Status = status,
            Agent = status == ConversationStatus.Waiting ? null : Of(agent ?? Me),
            OpenedAt = openedAt ?? Now.AddMinutes(-10),
            ClosedAt = status == ConversationStatus.Closed ? Now : null,
            Version = version,
        };

    public static Message Message(
        long seq, string content = "您好", Participant? sender = null, DateTimeOffset? at = null, string conversationId = "c1", string? clientId = null)
    {
        var by = sender ?? Customer;
        return new Message
        {
            ConversationId = conversationId,
            Seq = seq,
            ClientId = clientId ?? $"client-{seq}",
            SenderType = by.Type,
            SenderId = by.Id,
            SenderName = by.Name,
            Content = content,
            SentAt = at ?? Now.AddSeconds(seq),
        };
    }

    /// <summary>A message that carries a file.</summary>
    public static Message File(long seq, MessageKind kind, Attachment attachment, Participant? sender = null) =>
        Message(seq, string.Empty, sender) with { Kind = kind, Attachment = attachment };

    public static Attachment Attachment(string name = "a.png", string type = "image/png", long size = 2048, int? width = null, int? height = null) => new()
    {
        Id = "0123456789abcdef0123456789abcdef",
        FileName = name,
        ContentType = type,
        Size = size,
        Width = width,
        Height = height,
    };

    private static ConversationAgent Of(Participant agent) => new(agent.Id, agent.Name, null);
}
