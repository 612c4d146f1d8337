namespace KefuBlazor.Core.Conversations;

/// <summary>The same setting under <c>Widget:Sites:NAME</c>.</summary>
public sealed class TypingSiteOptions
{
    /// <summary>Null: as on all sites.</summary>
    public bool? TypingPreview { get; set; }
}
