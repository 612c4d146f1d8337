namespace KefuBlazor.Components.Conversations;

/// <summary>The lists of the inbox.</summary>
public enum InboxTab
{
    /// <summary>Open ones of the agent who looks.</summary>
    Mine,

    /// <summary>Those in the queue.</summary>
    Waiting,

    /// <summary>Those that are over.</summary>
    Closed,
}
