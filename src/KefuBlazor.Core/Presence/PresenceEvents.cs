using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Hub;

namespace KefuBlazor.Core.Presence;

/// <summary><c>presence.changed</c>: somebody's first connection opened, or the last one went.</summary>
/// <param name="Who">Who.</param>
/// <param name="Present">Whether they are there now.</param>
public sealed record PresenceChanged(Participant Who, bool Present)
{
    /// <summary>Where comings and goings are told.</summary>
    public static Topic Topic { get; } = new("presence");
}

/// <summary><c>online.changed</c>, to all customers: whether a present agent has the status online.</summary>
/// <param name="Online">Whether anybody is there.</param>
public sealed record OnlineChanged(bool Online);
