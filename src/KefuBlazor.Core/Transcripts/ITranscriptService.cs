using KefuBlazor.Core.Conversations;

namespace KefuBlazor.Core.Transcripts;

/// <summary>Conversations to take along.</summary>
public interface ITranscriptService
{
    /// <summary>A conversation that the caller may see, with all its messages. What they may not see is <see cref="ErrorCode.NotFound"/>.</summary>
    Task<Result<Transcript>> ReadAsync(Participant caller, string conversationId, CancellationToken cancellationToken = default);
}
