namespace KefuBlazor.Core.Customers;

/// <summary>A customer 客户.</summary>
/// <param name="Id"><c>customer_</c> and 1–64 of <c>A–Z a–z 0–9 _ -</c>.</param>
/// <param name="Name">What agents see.</param>
/// <param name="CreatedAt">When they first came, UTC.</param>
public sealed record Customer(string Id, string Name, DateTimeOffset CreatedAt)
{
    /// <summary>What they came with last.</summary>
    public CustomerDevice Device { get; init; } = new(null, null);
}

/// <summary>A customer who has just come, and the secret by which they are known from now on. It is shown this once; only its hash is kept.</summary>
/// <param name="Customer">Who.</param>
/// <param name="VisitorToken">The secret, 256 random bits.</param>
public sealed record RegisteredCustomer(Customer Customer, string VisitorToken);

/// <summary>Who customers are.</summary>
public interface ICustomerService
{
    /// <summary>
    /// Makes a new customer. An id of the wrong form is <see cref="ErrorCode.BadRequest"/>; one that is taken
    /// <see cref="ErrorCode.Unauthenticated"/>: only its token opens it.
    /// </summary>
    /// <param name="proposedId">The id that the client chose; null: one is made.</param>
    /// <param name="language">The customer's preferred language (<c>zh…</c> or other), for the name that a nameless visitor is given.</param>
    /// <param name="userAgent">What their browser calls itself.</param>
    /// <param name="cancellationToken">Gives up waiting; the customer may have been made.</param>
    Task<Result<RegisteredCustomer>> RegisterAsync(
        string? proposedId, string? language, string? userAgent = null, CancellationToken cancellationToken = default);

    /// <summary>Whose token this is; null if it is nobody's, or of somebody who has become another customer.</summary>
    Task<Customer?> AuthenticateAsync(string visitorToken, CancellationToken cancellationToken = default);

    /// <summary>Keeps what a known customer's browser is, if it is another than before.</summary>
    Task NoteDeviceAsync(Customer customer, CustomerDevice device, CancellationToken cancellationToken = default);

    /// <summary>Keeps which page of the site the customer is on.</summary>
    /// <returns>Null, or why it was refused.</returns>
    Task<Error?> ReportPageAsync(
        string customerId, string url, string? title, string? referrer, CancellationToken cancellationToken = default);

    /// <summary>
    /// Takes in what the site says of its customer. Without an id of the site's it is kept, as nobody's word but the browser's. With one it must
    /// be signed, else it is <see cref="ErrorCode.Forbidden"/> and nothing is kept; then the customer has that id from now on, or, where another
    /// customer has it, becomes that customer: their conversations move there, and of two open ones the one last spoken in goes on. Who had
    /// another id of the site's before was another person: nothing of theirs moves.
    /// </summary>
    Task<Result<Identified>> IdentifyAsync(string customerId, Identification who, CancellationToken cancellationToken = default);

    /// <summary>
    /// Keeps the name and addresses that a customer gave in a form, so that agents have them where they look for them. Of a customer for whom
    /// the site vouches nothing is kept, and what cannot be a name or an address is left out: a form refuses no message.
    /// </summary>
    Task NoteContactAsync(string customerId, Identification contact, CancellationToken cancellationToken = default);
}
