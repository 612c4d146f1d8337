using Microsoft.Extensions.Logging;

namespace KefuBlazor.Core.Assignment;

internal sealed partial class AssignmentService
{
    [LoggerMessage(1301, LogLevel.Information, "Conversation {ConversationId} assigned to agent {AgentId}")]
    private partial void LogAssigned(string conversationId, string agentId);

    [LoggerMessage(1302, LogLevel.Information, "Conversation {ConversationId} accepted by agent {AgentId}")]
    private partial void LogAccepted(string conversationId, string agentId);

    [LoggerMessage(1303, LogLevel.Information, "Conversation {ConversationId} returned to the queue from agent {AgentId}")]
    private partial void LogReturned(string conversationId, string agentId);

    [LoggerMessage(1304, LogLevel.Error, "Assignment could not look; it looks again soon")]
    private partial void LogLookFailed(Exception exception);
}
