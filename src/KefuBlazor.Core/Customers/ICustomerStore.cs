namespace KefuBlazor.Core.Customers;

/// <summary>What the store promises of customers.</summary>
internal interface ICustomerStore
{
    /// <summary>Whose token this is the hash of; null if nobody's, or of one who has become another customer.</summary>
    Task<Customer?> FindByTokenAsync(string tokenHash, CancellationToken cancellationToken);

    /// <summary>Everything of one customer; null if there is none.</summary>
    Task<CustomerProfile?> FindProfileAsync(string customerId, CancellationToken cancellationToken);

    /// <summary>These customers in any order, each with the newest page only. Who is not known is missing.</summary>
    Task<IReadOnlyList<CustomerProfile>> FindManyAsync(IReadOnlyCollection<string> customerIds, CancellationToken cancellationToken);

    /// <summary>Keeps a customer's device.</summary>
    /// <returns>Whether it was another before.</returns>
    Task<Result<bool>> SetDeviceAsync(string customerId, CustomerDevice device, CancellationToken cancellationToken);

    /// <summary>Adds a page and forgets the oldest beyond <paramref name="keep"/>.</summary>
    /// <returns>Whether it is another than the newest before.</returns>
    Task<Result<bool>> AddPageAsync(string customerId, PageView page, int keep, CancellationToken cancellationToken);
}
