namespace KefuBlazor.Core.Customers;

/// <summary>What an identification may look like.</summary>
internal static class IdentificationRules
{
    private const int LongestName = 80;
    private const int LongestEmail = 254;
    private const int LongestPhone = 32;
    private const int LongestExternalId = 128;
    private const int LongestAttributeName = 64;

    /// <summary>The same without blanks around the texts; or what is wrong with it.</summary>
    public static Result<Identification> Check(Identification said, CustomerOptions limits)
    {
        var who = said with { Name = said.Name?.Trim(), Email = said.Email?.Trim(), Phone = said.Phone?.Trim() };
        if (who.Name is not null && !IsName(who.Name))
            return Wrong($"name is 1 to {LongestName} characters on one line.");
        if (who.Email is { Length: > 0 } email && !IsEmail(email))
            return Wrong($"email is an address of at most {LongestEmail} characters.");
        if (who.Phone is { Length: > 0 } phone && !IsLine(phone, LongestPhone))
            return Wrong($"phone is at most {LongestPhone} characters.");
        if (who.ExternalId is { } id && (string.IsNullOrWhiteSpace(id) || !IsLine(id, LongestExternalId)))
            return Wrong($"external_id is 1 to {LongestExternalId} characters on one line.");
        if (who.Attributes is { } attributes && attributes.Any(pair => !IsAttribute(pair.Key, pair.Value, limits)))
            return Wrong($"An attribute's name is 1 to {LongestAttributeName} characters, its value at most {limits.LongestAttribute}.");
        return who;
    }

    /// <summary>What of a form's answers can be a name and addresses; what cannot is left out.</summary>
    public static Identification Keep(Identification said) => new()
    {
        Name = said.Name is { } name && IsName(name) ? name : null,
        Email = said.Email is { Length: > 0 } email && IsEmail(email) ? email : null,
        Phone = said.Phone is { Length: > 0 } phone && IsLine(phone, LongestPhone) ? phone : null,
    };

    /// <summary>What the customer has after these are added and taken away; or that it is too many.</summary>
    public static Result<SortedDictionary<string, string>> Merge(
        IReadOnlyDictionary<string, string> known, IReadOnlyDictionary<string, string?>? said, CustomerOptions limits)
    {
        var merged = new SortedDictionary<string, string>(known.ToDictionary(), StringComparer.Ordinal);
        foreach (var (name, value) in said ?? new Dictionary<string, string?>())
        {
            if (string.IsNullOrEmpty(value))
                merged.Remove(name);
            else
                merged[name] = value;
        }

        return limits.MostAttributes > 0 && merged.Count > limits.MostAttributes
            ? Wrong($"A customer has at most {limits.MostAttributes} attributes.")
            : merged;
    }

    private static bool IsName(string text) => text.Length > 0 && IsLine(text, LongestName);

    private static bool IsEmail(string text) => IsLine(text, LongestEmail) && text.IndexOf('@') > 0 && !text.EndsWith('@');

    private static bool IsAttribute(string name, string? value, CustomerOptions limits) =>
        !string.IsNullOrWhiteSpace(name) && IsLine(name, LongestAttributeName)
        && (value is null || (Text.IsClean(value) && (limits.LongestAttribute == 0 || value.Length <= limits.LongestAttribute)));

    private static bool IsLine(string text, int longest) => text.Length <= longest && Text.IsClean(text) && !text.Any(char.IsControl);

    private static Error Wrong(string message) => new(ErrorCode.BadRequest, message);
}
