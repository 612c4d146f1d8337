using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Hub;

namespace KefuBlazor.Core.Storage.Redis;

/// <summary>
/// <c>node.presence_changed</c>: somebody's first connection to one node opened, or their last one there went. Each node puts what it hears of
/// all together, and says <see cref="Presence.PresenceChanged"/> to its own when it comes to another answer.
/// </summary>
/// <param name="NodeId">Which node.</param>
/// <param name="Version">How often that node's presence had changed, this change included.</param>
/// <param name="Who">Who.</param>
/// <param name="Present">Whether they have a connection there now.</param>
internal sealed record NodePresenceChanged(string NodeId, long Version, Participant Who, bool Present)
{
    public static Topic Topic { get; } = new("node_presence");
}
