using KefuBlazor.Core.Hub;

namespace KefuBlazor.Core.Customers;

/// <summary><c>customer.changed</c>: something that agents see of a customer is not as it was. What it is now is read from the store.</summary>
/// <param name="CustomerId">Whose.</param>
public sealed record CustomerChanged(string CustomerId)
{
    /// <summary>Who looks at a customer listens here; the customer's own connections do not.</summary>
    public static Topic TopicOf(string customerId) => new("customer_profile", customerId);
}
