using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Customers;
using KefuBlazor.Core.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace KefuBlazor.Core.Storage;

/// <summary>
/// A nameless customer becomes one who is known: their conversations and messages are the other's from then on, and the nameless one can begin
/// nothing any more. Runs in one transaction that has both customers and their open conversations to itself.
/// </summary>
internal sealed class CustomerMerge(KefuDbContext context, CustomerRow from, CustomerRow into, DateTimeOffset at)
{
    private readonly Participant _into = new(ParticipantType.Customer, into.Id, into.Name);

    /// <summary>A customer's open conversation as it is shown; null if they have none.</summary>
    public static async Task<Conversation?> FindOpenAsync(KefuDbContext context, string customerId, CancellationToken stop)
    {
        var open = context.Conversations.Where(row => row.CustomerId == customerId && row.Status != ConversationStatus.Closed);
        return (await open.ReadAsync(context, stop)).SingleOrDefault();
    }

    public void FillGaps() => CustomerProfiles.FillGaps(from, into);

    public async Task<IdentityChange> RunAsync(IdentityChange change, CancellationToken stop)
    {
        var endedId = await LeaveOneOpenAsync(stop);
        var moved = await context.Conversations.Where(row => row.CustomerId == from.Id).OrderBy(row => row.Id).ToListAsync(stop);
        foreach (var row in moved)
        {
            row.CustomerId = into.Id;
            context.AddStep(row, ConversationStep.Moved, _into, row.AgentId, at);
        }

        await context.SaveChangesAsync(stop);
        var ids = moved.Select(row => row.Id).ToArray();
        await MoveMessagesAsync(ids, stop);
        await MovePagesAsync(stop);
        await ForgetAsync(stop);

        var conversations = await context.Conversations.Where(row => EF.Parameter(ids).Contains(row.Id) || row.Id == endedId).ReadAsync(context, stop);
        var open = await FindOpenAsync(context, into.Id, stop);
        return change with
        {
            Open = endedId is not null || conversations.Any(one => one.Id == open?.Id) ? open : null,
            Ended = conversations.Where(one => one.Id == endedId).Select(one => new EndedByMerge(one, ids.Contains(one.Id))).SingleOrDefault(),
            Past = [.. conversations.Where(one => one.Id != open?.Id && one.Id != endedId)],
        };
    }

    /// <summary>
    /// Where both have a conversation open, the one that was spoken in last goes on: that is where the customer is. If both wait, it waits since
    /// the earlier of the two.
    /// </summary>
    /// <returns>Which ended; null if none had to.</returns>
    private async Task<string?> LeaveOneOpenAsync(CancellationToken stop)
    {
        var open = await context.Conversations
            .Where(row => (row.CustomerId == from.Id || row.CustomerId == into.Id) && row.Status != ConversationStatus.Closed)
            .Select(row => new
            {
                Row = row,
                SpokenAt = context.Messages.Where(message => message.ConversationId == row.Id && message.Seq == row.LastSeq)
                    .Select(message => (DateTimeOffset?)message.SentAt).FirstOrDefault(),
            })
            .ToListAsync(stop);
        if (open.Count < 2)
            return null;

        var inOrder = open.OrderBy(item => item.SpokenAt ?? item.Row.OpenedAt).ThenBy(item => item.Row.CustomerId == into.Id).ToList();
        var (ended, stays) = (inOrder[0].Row, inOrder[1].Row);
        if (stays.Status == ConversationStatus.Waiting && ended.Status == ConversationStatus.Waiting && ended.OpenedAt < stays.OpenedAt)
            stays.OpenedAt = ended.OpenedAt;
        ended.Status = ConversationStatus.Closed;
        ended.ClosedAt = at;
        ended.ClosedBy = ParticipantType.System;
        ended.CloseReason = CloseReasons.Merged;
        context.AddStep(ended, ConversationStep.Closed, Participant.System, ended.AgentId, at, CloseReasons.Merged);

        // Before the other moves: at no moment may one customer have two open.
        await context.SaveChangesAsync(stop);
        return ended.Id;
    }

    /// <summary>
    /// A message that was stored but not acked is sent again by the customer's new connection, and must be known there. Where the other has sent
    /// one of the same name it stays the nameless one's: a name is one sender's.
    /// </summary>
    private async Task MoveMessagesAsync(string[] conversationIds, CancellationToken stop)
    {
        var messages = context.Messages.Where(message => EF.Parameter(conversationIds).Contains(message.ConversationId));
        await messages
            .Where(message => message.SenderType == ParticipantType.Customer && message.SenderId == from.Id
                && !context.Messages.Any(other => other.SenderId == into.Id && other.ClientId == message.ClientId))
            .ExecuteUpdateAsync(message => message.SetProperty(message => message.SenderId, into.Id), stop);
        await messages
            .Where(message => message.RecipientId == from.Id)
            .ExecuteUpdateAsync(message => message.SetProperty(message => message.RecipientId, into.Id), stop);

        // What was uploaded and not sent yet is sent by the new connection.
        await context.Attachments
            .Where(upload => upload.UploaderId == from.Id)
            .ExecuteUpdateAsync(upload => upload.SetProperty(upload => upload.UploaderId, into.Id), stop);
    }

    private async Task MovePagesAsync(CancellationToken stop)
    {
        var last = await context.CustomerPages.Where(page => page.CustomerId == into.Id).MaxAsync(page => (long?)page.Number, stop) ?? 0;
        var pages = await context.CustomerPages.Where(page => page.CustomerId == from.Id).OrderBy(page => page.Number).ToListAsync(stop);
        foreach (var page in pages)
        {
            context.CustomerPages.Remove(page);
            context.CustomerPages.Add(new CustomerPageRow
            {
                CustomerId = into.Id,
                Number = ++last,
                Url = page.Url,
                Title = page.Title,
                Referrer = page.Referrer,
                At = page.At,
            });
        }

        await context.SaveChangesAsync(stop);
    }

    /// <summary>What is left of the nameless one knows nothing of anybody.</summary>
    private async Task ForgetAsync(CancellationToken stop)
    {
        from.MergedInto = into.Id;
        (from.Email, from.Phone, from.Attributes, from.UserAgent, from.Language) = (null, null, null, null, null);
        await context.SaveChangesAsync(stop);
    }
}
