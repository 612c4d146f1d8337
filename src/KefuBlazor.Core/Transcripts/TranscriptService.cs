using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Messages;

namespace KefuBlazor.Core.Transcripts;

internal sealed class TranscriptService(IConversationService conversations, IMessageService messages) : ITranscriptService
{
    private const int AtOnce = 100;

    public async Task<Result<Transcript>> ReadAsync(Participant caller, string conversationId, CancellationToken cancellationToken)
    {
        var conversation = await conversations.FindAsync(caller, conversationId, cancellationToken);
        if (!conversation.Succeeded)
            return conversation.Error!;

        var all = new List<Message>();
        while (true)
        {
            // Each part is asked for as this caller: a right that ends meanwhile ends this.
            var query = new HistoryQuery(conversationId, AfterSeq: all.Count == 0 ? 0 : all[^1].Seq, Limit: AtOnce);
            var page = await messages.HistoryAsync(caller, query, cancellationToken);
            if (!page.Succeeded)
                return page.Error!;
            all.AddRange(page.Value.Messages);
            if (!page.Value.HasMore)
                return new Transcript(conversation.Value, all);
        }
    }
}
