using Microsoft.Extensions.Logging;

namespace KefuBlazor.Core.Conversations;

internal sealed partial class ConversationService
{
    [LoggerMessage(1101, LogLevel.Information, "Conversation {ConversationId} closed by {CallerType} {CallerId}")]
    private partial void LogClosed(string conversationId, ParticipantType callerType, string callerId);

    [LoggerMessage(1102, LogLevel.Information, "Conversation {ConversationId} reopened by agent {AgentId}")]
    private partial void LogReopened(string conversationId, string agentId);
}
