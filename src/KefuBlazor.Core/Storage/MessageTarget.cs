using KefuBlazor.Core.Attachments;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Messages;

namespace KefuBlazor.Core.Storage;

/// <summary>The conversation that a message goes to.</summary>
internal readonly record struct MessageTarget(string Id, long LastSeq, ConversationFacts Facts)
{
    /// <summary>The message as it is stored next in this conversation.</summary>
    /// <param name="request">What was sent.</param>
    /// <param name="attachment">The upload that it carries; null where it carries none.</param>
    public Message Next(NewMessage request, Attachment? attachment)
    {
        var (outgoing, at, _) = request;
        return new Message
        {
            ConversationId = Id,
            Seq = LastSeq + 1,
            ClientId = outgoing.ClientId,
            SenderType = outgoing.Sender.Type,
            SenderId = outgoing.Sender.Id,
            SenderName = outgoing.Sender.Name,
            RecipientId = outgoing.Sender.IsCustomer ? Facts.AgentId : Facts.CustomerId,
            Kind = outgoing.Kind,
            Content = outgoing.Content,
            Attachment = attachment,
            Code = outgoing.Code,
            SentAt = Milliseconds.Truncate(at), // as it will be read again
        };
    }
}
