namespace KefuBlazor.Core.Conversations;

/// <summary>Settings under <c>Conversations</c>.</summary>
public sealed class ConversationOptions
{
    public const string Section = "Conversations";

    /// <summary>
    /// How long after its close a customer's next message opens the same conversation again, instead of a new one. Default zero: never.
    /// </summary>
    public TimeSpan ReopenWithin { get; set; } = TimeSpan.Zero;
}
