using KefuBlazor.Core.Conversations;

namespace KefuBlazor.Core.Customers;

/// <summary>What a customer is made of who has an id of the site's that nobody had before.</summary>
/// <param name="Id">Their id here.</param>
/// <param name="TokenHash">The hash of the token that they are given, or that who becomes another is given to come back.</param>
/// <param name="At">Now.</param>
internal sealed record FreshIdentity(string Id, string TokenHash, DateTimeOffset At);

/// <summary>What an identification changed.</summary>
/// <param name="Customer">Who they are now.</param>
/// <param name="IsAnother">Whether that is another customer than before, who is given the new token.</param>
internal sealed record IdentityChange(Customer Customer, bool IsAnother)
{
    /// <summary>Whether anything that agents see of the customer changed.</summary>
    public bool Changed { get; init; }

    /// <summary>The open conversation, where it moved, waits from another time on, or its customer has another name; else null.</summary>
    public Conversation? Open { get; init; }

    /// <summary>What was ended, because the customer had another one open.</summary>
    public EndedByMerge? Ended { get; init; }

    /// <summary>The closed conversations that moved.</summary>
    public IReadOnlyList<Conversation> Past { get; init; } = [];
}

/// <summary>A conversation that ended because two customers became one.</summary>
/// <param name="Conversation">As it is now.</param>
/// <param name="HasMoved">Whether it was the other's before: then the customer's connections never knew it.</param>
internal sealed record EndedByMerge(Conversation Conversation, bool HasMoved);

/// <summary>The store's promise where customers become who they are: all of it in one transaction, or nothing.</summary>
internal interface ICustomerIdentityStore
{
    /// <summary>
    /// Takes in an identification that was checked; one without an id changes nothing of whom the site vouches for. A customer who is none any more is
    /// <see cref="ErrorCode.Unauthenticated"/>.
    /// </summary>
    Task<Result<IdentityChange>> IdentifyAsync(
        string customerId, Identification who, FreshIdentity fresh, Action<IdentityChange> committed, CancellationToken cancellationToken);

    /// <summary>
    /// Keeps what a customer said of themselves, unless the site vouches for who they are. A customer who is none any more is
    /// <see cref="ErrorCode.Unauthenticated"/>.
    /// </summary>
    Task<Result<IdentityChange>> NoteContactAsync(
        string customerId, Identification contact, Action<IdentityChange> committed, CancellationToken cancellationToken);
}
