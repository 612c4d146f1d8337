using KefuBlazor.Core.Conversations;

namespace KefuBlazor.Core.Customers;

/// <summary>All that is known of a customer, as agents see it. Every text in it was said by a browser: show it as text.</summary>
public sealed record CustomerProfile
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Who they are to the site, which has vouched for it; null: nobody has.</summary>
    public string? ExternalId { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    /// <summary>What else the site says of them, by name in the order of the names.</summary>
    public required IReadOnlyDictionary<string, string> Attributes { get; init; }

    public required CustomerDevice Device { get; init; }

    /// <summary>When they first came, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The last pages they were on, newest first: while they are connected the first is where they are.</summary>
    public required IReadOnlyList<PageView> Pages { get; init; }

    public bool IsVerified => ExternalId is not null;
}

/// <summary>A customer who is connected now.</summary>
/// <param name="Profile">Who, with the newest page only.</param>
/// <param name="Conversation">Their open conversation; null where there is none, or none that the asking agent may see.</param>
public sealed record ConnectedCustomer(CustomerProfile Profile, Conversation? Conversation);
