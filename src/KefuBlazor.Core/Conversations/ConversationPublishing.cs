using KefuBlazor.Core.Hub;

namespace KefuBlazor.Core.Conversations;

/// <summary>Tells those whom a conversation concerns.</summary>
internal static class ConversationPublishing
{
    /// <summary>To every connection of the customer and of the assigned agent.</summary>
    public static void PublishToMembers(this IChatHub hub, string customerId, string? agentId, object @event)
    {
        hub.Publish(Audience.Customer(customerId), @event);
        if (agentId is not null)
            hub.Publish(Audience.Agent(agentId), @event);
    }

    /// <summary>A change of the conversation itself: to the members and, where it waits or has just stopped to wait, to all agents.</summary>
    public static void PublishChange(this IChatHub hub, Conversation conversation, bool stoppedWaiting = false, string? newOwnerId = null)
    {
        var changed = new ConversationChanged(conversation, newOwnerId);
        hub.PublishToMembers(conversation.CustomerId, conversation.Agent?.Id, changed);
        if (stoppedWaiting || conversation.Status == ConversationStatus.Waiting)
            hub.Publish(Audience.AllAgents, changed);
    }
}
