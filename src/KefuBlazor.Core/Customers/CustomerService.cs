using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

namespace KefuBlazor.Core.Customers;

internal sealed partial class CustomerService(ICustomerStore store, TimeProvider time, ILogger<CustomerService> logger) : ICustomerService
{
    private const string Prefix = "customer_";

    public async Task<Result<RegisteredCustomer>> RegisterAsync(string? proposedId, string? language, CancellationToken cancellationToken)
    {
        if (proposedId is not null && !IdPattern().IsMatch(proposedId))
            return new Error(ErrorCode.BadRequest, "user_id is customer_ and 1 to 64 of A-Z a-z 0-9 _ -.");

        var id = proposedId ?? Prefix + Guid.NewGuid().ToString("N");
        var token = SecretToken.Create();
        var added = await store.AddAsync(
            new Customer(id, NameFor(id, language), time.GetUtcNow()), SecretToken.Hash(token), cancellationToken);
        if (!added.Succeeded)
            return added.Error!;
        LogRegistered(id);
        return new RegisteredCustomer(added.Value, token);
    }

    public Task<Customer?> AuthenticateAsync(string visitorToken, CancellationToken cancellationToken) =>
        store.FindByTokenAsync(SecretToken.Hash(visitorToken), cancellationToken);

    /// <summary>A nameless visitor gets a name that agents can tell from others, in the visitor's language; it says nothing of the person.</summary>
    private static string NameFor(string id, string? language)
    {
        var tag = id.Length >= Prefix.Length + 4 ? id[^4..].ToUpperInvariant() : id[Prefix.Length..].ToUpperInvariant();
        var chinese = language is null || language.StartsWith("zh", StringComparison.OrdinalIgnoreCase);
        return chinese ? $"访客 {tag}" : $"Visitor {tag}";
    }

    [GeneratedRegex(@"\Acustomer_[A-Za-z0-9_-]{1,64}\z")]
    private static partial Regex IdPattern();

    [LoggerMessage(1401, LogLevel.Information, "Customer {CustomerId} registered")]
    private partial void LogRegistered(string customerId);
}
