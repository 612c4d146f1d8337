using System.Text.RegularExpressions;
using KefuBlazor.Core.Assignment;
using KefuBlazor.Core.Hub;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace KefuBlazor.Core.Customers;

internal sealed partial class CustomerService(
    ICustomerStore store,
    INewCustomerStore newCustomers,
    ICustomerIdentityStore identities,
    IChatHub hub,
    IAssignmentSignal assignment,
    IOptions<CustomerOptions> options,
    TimeProvider time,
    ILogger<CustomerService> logger) : ICustomerService
{
    private const string Prefix = "customer_";

    public async Task<Result<RegisteredCustomer>> RegisterAsync(
        string? proposedId, string? language, string? userAgent, CancellationToken cancellationToken)
    {
        if (proposedId is not null && !IsId(proposedId))
            return new Error(ErrorCode.BadRequest, "user_id is customer_ and 1 to 64 of A-Z a-z 0-9 _ -.");

        var id = proposedId ?? NewId();
        var token = SecretToken.Create();
        var customer = new Customer(id, NameFor(id, language), time.GetUtcNow()) { Device = new CustomerDevice(userAgent, language).Bounded() };
        var added = await newCustomers.AddAsync(new NewCustomer(customer, SecretToken.Hash(token)), cancellationToken);
        if (!added.Succeeded)
            return added.Error!;
        LogRegistered(id);
        return new RegisteredCustomer(added.Value, token);
    }

    public Task<Customer?> AuthenticateAsync(string visitorToken, CancellationToken cancellationToken) =>
        store.FindByTokenAsync(SecretToken.Hash(visitorToken), cancellationToken);

    public async Task NoteDeviceAsync(Customer customer, CustomerDevice device, CancellationToken cancellationToken)
    {
        // Most connect with the browser they had. Nobody is refused because another could not be kept.
        var bounded = device.Bounded();
        if (bounded != customer.Device
            && await store.SetDeviceAsync(customer.Id, bounded, cancellationToken) is { Succeeded: true, Value: true })
        {
            Tell(customer.Id);
        }
    }

    public async Task<Error?> ReportPageAsync(
        string customerId, string url, string? title, string? referrer, CancellationToken cancellationToken)
    {
        var page = PageView.Create(url, title, referrer, time.GetUtcNow());
        if (!page.Succeeded || options.Value.PagesKept == 0)
            return page.Error;
        var added = await store.AddPageAsync(customerId, page.Value, options.Value.PagesKept, cancellationToken);
        if (added is { Succeeded: true, Value: true })
            Tell(customerId);
        return added.Error;
    }

    /// <summary>Whether it has the form of a customer's id.</summary>
    public static bool IsId(string text) => IdPattern().IsMatch(text);

    /// <summary>A nameless visitor gets a name that agents can tell from others, in the visitor's language; it says nothing of the person.</summary>
    public static string NameFor(string id, string? language)
    {
        var tag = id.Length >= Prefix.Length + 4 ? id[^4..].ToUpperInvariant() : id[Prefix.Length..].ToUpperInvariant();
        var chinese = language is null || language.StartsWith("zh", StringComparison.OrdinalIgnoreCase);
        return chinese ? $"访客 {tag}" : $"Visitor {tag}";
    }

    private static string NewId() => Prefix + Guid.NewGuid().ToString("N");

    private void Tell(string customerId) => hub.Publish(CustomerChanged.TopicOf(customerId), new CustomerChanged(customerId));

    [GeneratedRegex(@"\Acustomer_[A-Za-z0-9_-]{1,64}\z")]
    private static partial Regex IdPattern();
}
