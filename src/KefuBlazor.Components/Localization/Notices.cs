using Microsoft.Extensions.Localization;

namespace KefuBlazor.Components.Localization;

/// <summary>What the system says, in the reader's language.</summary>
public static class Notices
{
    /// <summary>The words of a code; those that came with it where the code is of a newer version.</summary>
    public static string Notice(this IStringLocalizer<Texts> texts, string? code, string otherwise)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var known = texts[$"Notice.{code}"];
        return known.ResourceNotFound ? otherwise : known.Value;
    }
}
