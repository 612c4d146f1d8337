using System.Text.Json;
using KefuBlazor.Core.Customers;
using KefuBlazor.Core.Limits;

namespace KefuBlazor.Core.Protocol;

/// <summary><c>page</c>: the page of the site that the customer is on.</summary>
public sealed record PageFrame : ClientFrame
{
    public required string Url { get; init; }

    public string? Title { get; init; }

    public string? Referrer { get; init; }
}

/// <summary><c>identify</c>: who the site says that the customer is.</summary>
public sealed record IdentifyFrame : ClientFrame
{
    public string? Name { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    /// <summary>Strings, numbers and truth values; a null takes one away.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Attributes { get; init; }

    public string? ExternalId { get; init; }

    public string? UserHash { get; init; }
}

/// <summary><c>identified</c>: the customer is another one: reconnect as that one, whose conversations these are now.</summary>
public sealed record IdentifiedFrame() : ServerFrame("identified")
{
    public required string UserId { get; init; }

    /// <summary>The secret by which to reconnect, shown this once.</summary>
    public required string VisitorToken { get; init; }

    public string? Ref { get; init; }
}

/// <summary>What customers say of themselves.</summary>
internal sealed class CustomerFrames(ICustomerService customers, INodeRateLimiter limiter)
{
    /// <summary>More than a person reads, for all tabs together.</summary>
    private const int MostAWindow = 10;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);
    private static readonly Error CustomersOnly = new(ErrorCode.Forbidden, "Only customers may do this.");
    private static readonly Error NoAttributes = new(ErrorCode.BadRequest, "attributes is an object of strings, numbers and truth values.");

    public Task<Result<byte[]>> HandleAsync(FrameSource source, ClientFrame frame, CancellationToken cancellationToken)
    {
        if (!source.Participant.IsCustomer)
            return Task.FromResult<Result<byte[]>>(CustomersOnly);
        return frame is IdentifyFrame identify
            ? IdentifyAsync(source.Participant.Id, identify, cancellationToken)
            : PageAsync(source.Participant.Id, (PageFrame)frame, cancellationToken);
    }

    private async Task<Result<byte[]>> PageAsync(string customerId, PageFrame frame, CancellationToken cancellationToken)
    {
        if (Take("page", customerId) is { } tooOften)
            return tooOften;
        var error = await customers.ReportPageAsync(customerId, frame.Url, frame.Title, frame.Referrer, cancellationToken);
        return error is null ? Array.Empty<byte>() : error;
    }

    private async Task<Result<byte[]>> IdentifyAsync(string customerId, IdentifyFrame frame, CancellationToken cancellationToken)
    {
        if (Take("identify", customerId) is { } tooOften)
            return tooOften;
        var attributes = frame.Attributes?.ToDictionary(pair => pair.Key, pair => pair.Value);
        if (attributes?.Values.All(IsPlain) == false)
            return NoAttributes;

        var identified = await customers.IdentifyAsync(
            customerId,
            new Identification
            {
                Name = frame.Name,
                Email = frame.Email,
                Phone = frame.Phone,
                Attributes = attributes?.ToDictionary(pair => pair.Key, pair => TextOf(pair.Value)),
                ExternalId = frame.ExternalId,
                UserHash = frame.UserHash,
            },
            cancellationToken);
        if (!identified.Succeeded)
            return identified.Error!;
        return identified.Value is { VisitorToken: { } token, Customer: var customer }
            ? FrameWriter.Write(
                new IdentifiedFrame { UserId = customer.Id, VisitorToken = token, Ref = frame.Ref }, KefuJson.Wire.IdentifiedFrame)
            : Array.Empty<byte>();
    }

    private static bool IsPlain(JsonElement value) => value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array);

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };

    private Error? Take(string kind, string customerId)
    {
        var allowance = limiter.Take(new RateKey(kind, customerId), MostAWindow, Window);
        return allowance.Allowed ? null : new Error(ErrorCode.RateLimited, "Too often.", allowance.RetryAfter);
    }
}
