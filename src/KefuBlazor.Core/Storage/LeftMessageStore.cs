using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Forms;
using KefuBlazor.Core.Messages;
using KefuBlazor.Core.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace KefuBlazor.Core.Storage;

internal sealed class LeftMessageStore(IWriteQueue writes, TimeProvider time) : ILeftMessageStore
{
    public Task<Result<LeftMessage>> NoteAsync(
        Participant customer, string conversationId, Intake intake, Action<LeftMessage> committed, CancellationToken cancellationToken) =>
        writes.WriteAsync<LeftMessage>(
            WriteScope.Conversation(conversationId),
            async (context, stop) =>
            {
                if (ConversationAccess.CheckWrite(customer, await context.FindFactsAsync(conversationId, customer.Id, stop)) is { } error)
                    return error;
                var row = await context.Conversations.SingleAsync(row => row.Id == conversationId, stop);
                var changed = row.LeftMessageAt is null;
                if (changed)
                {
                    var now = time.GetUtcNow();
                    ConversationOpening.Take(row, intake, now);
                    context.AddStep(row, ConversationStep.LeftMessage, customer, row.AgentId, now);
                    await context.SaveChangesAsync(stop);
                }

                return new LeftMessage(await context.ReadOneAsync(conversationId, stop), changed);
            },
            committed,
            cancellationToken);
}
