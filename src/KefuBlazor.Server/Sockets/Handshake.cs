using System.Text.RegularExpressions;
using KefuBlazor.Core;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Customers;
using KefuBlazor.Server.Endpoints;
using KefuBlazor.Server.Identity;
using KefuBlazor.Server.Limits;
using KefuBlazor.Server.Widget;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KefuBlazor.Server.Sockets;

/// <summary>
/// Decides, before a connection is upgraded or its stream begins, who it is and whether it may be: after that there are no more status codes.
/// </summary>
internal sealed partial class Handshake(
    SocketRegistry registry, SocketLimits places, NewVisitors newVisitors, Origins origins, AgentTokens agents, ICustomerService customers)
{
    private static readonly TimeSpan RetryWhenFull = TimeSpan.FromSeconds(5);

    /// <summary>Decides about one request, by what it says of itself.</summary>
    public async Task<HandshakeResult> DecideAsync(HttpContext http, SocketHello hello)
    {
        if (hello.UserType is not ("kehu" or "kefu"))
            return Refuse(400, ErrorCode.BadRequest, "user_type must be kehu or kefu.");

        if (hello.IsCustomer && hello.UserId is { } id && !CustomerId().IsMatch(id))
            return Refuse(400, ErrorCode.BadRequest, "user_id must be customer_ and 1 to 64 of A-Z a-z 0-9 _ -.");

        if (!hello.IsCustomer && hello.Secret is null)
            return Refuse(400, ErrorCode.BadRequest, "session_token is missing.");

        if (!origins.Allows(http.Request))
            return Refuse(403, ErrorCode.Forbidden, "This origin may not connect.");

        return await TakePlaceAsync(http, hello);
    }

    private async Task<HandshakeResult> TakePlaceAsync(HttpContext http, SocketHello hello)
    {
        if (registry.IsDraining || places.TryTakePlace() is not { } place)
            return Refuse(503, ErrorCode.Unavailable, "The server takes no more connections now.", RetryWhenFull);

        var held = new HeldPlaces(place);
        try
        {
            if (!held.Add(places.TryTakePlace(ClientAddress.Of(http))))
                return held.Leave(Refuse(429, ErrorCode.RateLimited, "Too many connections from this address.", RetryWhenFull));

            var result = hello.IsCustomer ? await AdmitCustomerAsync(http, hello) : await AdmitAgentAsync(hello, http.RequestAborted);
            if (result.Participant is not { } participant)
                return held.Leave(result);

            if (participant.IsCustomer && !held.Add(places.TryTakePlace(participant.Id)))
                return held.Leave(Refuse(429, ErrorCode.RateLimited, "Too many connections of this visitor.", RetryWhenFull));

            return result with { Places = held };
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    private async Task<HandshakeResult> AdmitAgentAsync(SocketHello hello, CancellationToken cancellationToken)
    {
        if (await agents.FindAsync(hello.Secret!, cancellationToken) is not { } holder)
            return Refuse(401, ErrorCode.Unauthenticated, "session_token is unknown or over.");

        if (hello.UserId is { } id && id != holder.Agent.Id)
            return Refuse(403, ErrorCode.Forbidden, "user_id is not the token's account.");

        if (holder.MustChangePassword)
            return Refuse(403, ErrorCode.Forbidden, "The account must change its password first.");

        var (agent, signIn, _) = holder;
        return new HandshakeResult(new Participant(ParticipantType.Agent, agent.Id, agent.Name, agent.SeesAll), SignInId: signIn.Id);
    }

    private async Task<HandshakeResult> AdmitCustomerAsync(HttpContext http, SocketHello hello)
    {
        if (hello.Secret is { } token)
        {
            // An id that is not the token's is refused like a token that is nobody's: the answer tells nothing about either.
            var known = await customers.AuthenticateAsync(token, http.RequestAborted);
            if (known is null || (hello.UserId is not null && hello.UserId != known.Id))
                return Refuse(401, ErrorCode.Unauthenticated, "This is not the visitor's token.");

            await customers.NoteDeviceAsync(known, hello.Device, http.RequestAborted);
            return new HandshakeResult(ParticipantOf(known));
        }

        if (await newVisitors.TryTakeAsync(ClientAddress.Of(http)) is { } wait)
            return Refuse(429, ErrorCode.RateLimited, "Too many new visitors from this address.", wait);

        var registered = await customers.RegisterAsync(hello.UserId, hello.Device.Language, hello.Device.UserAgent, http.RequestAborted);
        return registered.Error is { } error
            ? new HandshakeResult(Refusal: Problems.Of(http, error))
            : new HandshakeResult(ParticipantOf(registered.Value.Customer), VisitorToken: registered.Value.VisitorToken);
    }

    private static Participant ParticipantOf(Customer customer) => new(ParticipantType.Customer, customer.Id, customer.Name);

    private static HandshakeResult Refuse(int status, ErrorCode code, string detail, TimeSpan? retryAfter = null) =>
        new(Refusal: Problems.Of(status, code, detail), RetryAfter: retryAfter);

    [GeneratedRegex(@"^customer_[A-Za-z0-9_-]{1,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex CustomerId();
}

/// <summary>What a handshake came to: a participant, or a refusal.</summary>
/// <param name="Participant">Who it is.</param>
/// <param name="SignInId">An agent's sign-in.</param>
/// <param name="VisitorToken">The secret of a customer who has just been made.</param>
/// <param name="Places">What the connection holds until it ends.</param>
/// <param name="Refusal">Why it may not be.</param>
/// <param name="RetryAfter">When to try again.</param>
internal sealed record HandshakeResult(
    Participant? Participant = null,
    string? SignInId = null,
    string? VisitorToken = null,
    IDisposable? Places = null,
    ProblemHttpResult? Refusal = null,
    TimeSpan? RetryAfter = null);
