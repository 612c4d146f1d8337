namespace KefuBlazor.Core.Customers;

/// <summary>What a site says of the customer on its page. Members that are null are left as they are; an empty text takes what was there away.</summary>
public sealed record Identification
{
    /// <summary>What agents call them, at most 80 characters.</summary>
    public string? Name { get; init; }

    /// <summary>At most 254 characters.</summary>
    public string? Email { get; init; }

    /// <summary>At most 32 characters.</summary>
    public string? Phone { get; init; }

    /// <summary>Whatever else the site wants agents to see, by name; one whose value is null or empty is taken away.</summary>
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }

    /// <summary>Who they are to the site, 1–128 characters; null: the site does not say. Counts only with <see cref="UserHash"/>.</summary>
    public string? ExternalId { get; init; }

    /// <summary>The HMAC-SHA256 of <see cref="ExternalId"/> by the site's secret, in hex: the proof that the site says so and not the browser.</summary>
    public string? UserHash { get; init; }
}

/// <summary>What came of an identification.</summary>
/// <param name="Customer">Who they are now.</param>
/// <param name="VisitorToken">Where that is another customer than before: the secret by which to come back as this one, shown this once; else null.</param>
public sealed record Identified(Customer Customer, string? VisitorToken);
