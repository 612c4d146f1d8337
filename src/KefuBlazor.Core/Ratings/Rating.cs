namespace KefuBlazor.Core.Ratings;

/// <summary>A rating 评价: how the customer found a conversation, given once after its close.</summary>
/// <param name="Score">1, bad, to 5, very good.</param>
/// <param name="Comment">What they said besides, at most 1000 UTF-16 units; null: nothing.</param>
public sealed record Rating(int Score, string? Comment);
