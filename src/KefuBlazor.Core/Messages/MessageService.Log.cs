using KefuBlazor.Core.Conversations;
using Microsoft.Extensions.Logging;

namespace KefuBlazor.Core.Messages;

internal sealed partial class MessageService
{
    [LoggerMessage(1201, LogLevel.Information, "Conversation {ConversationId} opened by customer {CustomerId}")]
    private partial void LogConversationOpened(string conversationId, string customerId);

    // One for each message: at Information it took a third of all that a text allocates (9.7 KB, without it 6.3).
    [LoggerMessage(1202, LogLevel.Debug, "Message {ConversationId}-{Seq} stored, from {SenderType} {SenderId}")]
    private partial void LogStored(string conversationId, long seq, ParticipantType senderType, string senderId);
}
