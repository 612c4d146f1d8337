using KefuBlazor.Core.Conversations;
using Microsoft.Extensions.Logging;

namespace KefuBlazor.Core.Messages;

internal sealed partial class MessageService
{
    [LoggerMessage(1201, LogLevel.Information, "Conversation {ConversationId} opened by customer {CustomerId}")]
    private partial void LogConversationOpened(string conversationId, string customerId);

    [LoggerMessage(1202, LogLevel.Information, "Message {ConversationId}-{Seq} stored, from {SenderType} {SenderId}")]
    private partial void LogStored(string conversationId, long seq, ParticipantType senderType, string senderId);
}
