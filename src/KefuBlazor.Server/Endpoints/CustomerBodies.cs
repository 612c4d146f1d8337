using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Customers;
using KefuBlazor.Core.Protocol;

namespace KefuBlazor.Server.Endpoints;

/// <summary>Who a visitor token belongs to.</summary>
internal sealed record CustomerBody(string UserId);

/// <summary>The page that a customer is on.</summary>
internal sealed record PageBody(string Url, string? Title, string? Referrer, DateTimeOffset Timestamp)
{
    public static PageBody From(PageView page) => new(page.Url, page.Title, page.Referrer, page.At);
}

/// <summary>A customer who is connected now, and their open conversation as far as the agent may see it.</summary>
internal sealed record ConnectedCustomerBody(
    string UserId, string Name, bool Verified, string? Language, string? Device, PageBody? Page, ConversationFrame? Conversation)
{
    public static ConnectedCustomerBody From(ConnectedCustomer customer) => new(
        customer.Profile.Id,
        customer.Profile.Name,
        customer.Profile.IsVerified,
        customer.Profile.Device.Language,
        customer.Profile.Device.Name,
        customer.Profile.Pages is [var page, ..] ? PageBody.From(page) : null,
        customer.Conversation is { } conversation ? ConversationFrame.From(conversation, ParticipantType.Agent) : null);
}
