namespace KefuBlazor.Core.Conversations;

/// <summary>Settings under <c>Conversations</c>.</summary>
public sealed class ConversationOptions
{
    public const string Section = "Conversations";

    /// <summary>
    /// How long after its close a customer's next message opens the same conversation again, instead of a new one. Default zero: never.
    /// </summary>
    public TimeSpan ReopenWithin { get; set; } = TimeSpan.Zero;

    /// <summary>
    /// How long a customer may leave an agent's message without an answer before they are told that the conversation will be closed. Default
    /// zero: never, and nothing is closed by itself.
    /// </summary>
    public TimeSpan IdleWarningAfter { get; set; } = TimeSpan.Zero;

    /// <summary>How long after that warning it is closed, if nobody writes. Default zero: never.</summary>
    public TimeSpan IdleCloseAfter { get; set; } = TimeSpan.Zero;
}
