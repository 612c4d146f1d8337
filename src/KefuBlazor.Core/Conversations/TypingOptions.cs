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

    /// <summary>The sites on which it is otherwise, by the name that their script says in <c>data-site</c>. Default: none.</summary>
    public Dictionary<string, TypingSiteOptions> Sites { get; set; } = [];

    /// <summary>Whether any site has it on: a connection does not say on which it is, and where it is off the widget sends no draft.</summary>
    public bool IsOnSomewhere => TypingPreview || Sites.Values.Any(site => site.TypingPreview == true);

    /// <summary>Whether it is on on the site of this name.</summary>
    public bool IsOn(string site) => Sites.GetValueOrDefault(site)?.TypingPreview ?? TypingPreview;
}
