namespace KefuBlazor.Core.Protocol;

/// <summary><c>rating</c>: how the customer found a conversation, once after its close.</summary>
public sealed record RatingFrame : ClientFrame
{
    public required string ConversationId { get; init; }

    public required int Score { get; init; }

    public string? Comment { get; init; }
}
