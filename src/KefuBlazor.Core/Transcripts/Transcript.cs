using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Messages;

namespace KefuBlazor.Core.Transcripts;

/// <summary>A whole conversation, to be kept or sent on.</summary>
/// <param name="Conversation">Whose, and how it stands.</param>
/// <param name="Messages">All of them, in rising <c>seq</c>.</param>
public sealed record Transcript(Conversation Conversation, IReadOnlyList<Message> Messages);
