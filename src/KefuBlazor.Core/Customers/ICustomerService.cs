namespace KefuBlazor.Core.Customers;

/// <summary>A customer 客户.</summary>
/// <param name="Id"><c>customer_</c> and 1–64 of <c>A–Z a–z 0–9 _ -</c>.</param>
/// <param name="Name">What agents see.</param>
/// <param name="CreatedAt">When they first came, UTC.</param>
public sealed record Customer(string Id, string Name, DateTimeOffset CreatedAt);

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
    /// <param name="cancellationToken">Gives up waiting; the customer may have been made.</param>
    Task<Result<RegisteredCustomer>> RegisterAsync(string? proposedId, string? language, CancellationToken cancellationToken = default);

    /// <summary>Whose token this is; null if it is nobody's.</summary>
    Task<Customer?> AuthenticateAsync(string visitorToken, CancellationToken cancellationToken = default);
}
