namespace KefuBlazor.Core.Customers;

/// <summary>Where new customers are added. Apart from the rest, since it is done for each visitor of a site who opens the widget.</summary>
internal interface INewCustomerStore
{
    /// <summary>Adds a customer; an id that is taken is <see cref="ErrorCode.Unauthenticated"/>.</summary>
    Task<Result<Customer>> AddAsync(NewCustomer customer, CancellationToken cancellationToken);
}

/// <summary>A customer who has just come.</summary>
/// <param name="Customer">Who.</param>
/// <param name="TokenHash">By which they are known from now on.</param>
internal sealed record NewCustomer(Customer Customer, string TokenHash)
{
    /// <summary>What is said where the id is another's.</summary>
    public static readonly Error Taken = new(ErrorCode.Unauthenticated, "The customer is known; their token is needed.");
}
