using Microsoft.Extensions.Logging;

namespace KefuBlazor.Core.Customers;

internal sealed partial class CustomerService
{
    [LoggerMessage(1401, LogLevel.Information, "Customer {CustomerId} registered")]
    private partial void LogRegistered(string customerId);

    [LoggerMessage(1402, LogLevel.Warning, "Customer {CustomerId} named an identity that the site did not sign")]
    private partial void LogRefused(string customerId);

    [LoggerMessage(1403, LogLevel.Information, "Customer {CustomerId} was identified as {IdentifiedId}")]
    private partial void LogBecame(string customerId, string identifiedId);

    [LoggerMessage(1404, LogLevel.Warning, "What customer {CustomerId} gave in a form stands with the conversation only: {Code}")]
    private partial void LogContactNotNoted(string customerId, ErrorCode code);
}
