namespace KefuBlazor.Core.Customers;

/// <summary>What the store promises of customers.</summary>
internal interface ICustomerStore
{
    /// <summary>Adds a customer; an id that is taken is <see cref="ErrorCode.Unauthenticated"/>.</summary>
    Task<Result<Customer>> AddAsync(Customer customer, string tokenHash, CancellationToken cancellationToken);

    /// <summary>Whose token this is the hash of; null if nobody's.</summary>
    Task<Customer?> FindByTokenAsync(string tokenHash, CancellationToken cancellationToken);
}
