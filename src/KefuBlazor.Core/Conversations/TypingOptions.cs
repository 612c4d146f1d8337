namespace KefuBlazor.Core.Conversations;

/// <summary>The setting under <c>Widget</c> that decides here and not in the browser.</summary>
public sealed class TypingOptions
{
    public const string Section = "Widget";

    /// <summary>
    /// Whether the assigned agent sees what a customer has written and not sent. The customer is told so; it is stored and logged nowhere.
    /// Default off.
    /// </summary>
    public bool TypingPreview { get; set; }
}
