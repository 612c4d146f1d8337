using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Ratings;
using KefuBlazor.Core.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace KefuBlazor.Core.Storage;

/// <summary>From rows to conversations as they are shown.</summary>
internal static class ConversationQueries
{
    /// <summary>Reads the conversations with all that they show, in the order of the rows given.</summary>
    /// <param name="rows">Which.</param>
    /// <param name="context">Where the rest of them is found.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="places">Whether places in the queue are counted: for each the rows before it, which is dear for many.</param>
    public static async Task<List<Conversation>> ReadAsync(
        this IQueryable<ConversationRow> rows, KefuDbContext context, CancellationToken cancellationToken, bool places = true)
    {
        // Each of the rest is at most one row, found by a key: joined so, it is looked up for these rows alone.
        var query =
            from row in rows
            join customer in context.Customers on row.CustomerId equals customer.Id
            from agent in context.Agents.Where(agent => agent.Id == row.AgentId).DefaultIfEmpty()
            from last in context.Messages.Where(message => message.ConversationId == row.Id && message.Seq == row.LastSeq).DefaultIfEmpty()
            from file in context.Attachments.Where(file => file.Id == last.AttachmentId).DefaultIfEmpty()
            from rating in context.Ratings.Where(rating => rating.ConversationId == row.Id && rating.ClosedAt == row.ClosedAt).DefaultIfEmpty()
            select new
            {
                Row = row,
                CustomerName = customer.Name,
                Agent = agent,
                QueuePosition = !places || row.Status != ConversationStatus.Waiting
                    ? (int?)null
                    : 1 + context.Conversations.Count(other => other.Status == ConversationStatus.Waiting
                        && other.OpenedAt <= row.OpenedAt && (other.OpenedAt < row.OpenedAt || string.Compare(other.Id, row.Id) < 0)),
                Last = last,
                FileName = (string?)file.FileName,
                Rating = rating,
                MovedAt = context.ConversationEvents
                    .Where(step => step.ConversationId == row.Id && step.Step == ConversationStep.Moved)
                    .OrderByDescending(step => step.Id)
                    .Select(step => (DateTimeOffset?)step.At)
                    .FirstOrDefault(),
                Unread = context.Messages.Count(message => message.ConversationId == row.Id
                    && message.Seq > row.ReadAgent && message.SenderType == ParticipantType.Customer),
            };

        var found = await query.AsNoTracking().ToListAsync(cancellationToken);
        return found.ConvertAll(item => new Conversation
        {
            Id = item.Row.Id,
            CustomerId = item.Row.CustomerId,
            CustomerName = item.CustomerName,
            Status = item.Row.Status,
            Agent = item.Agent is null ? null : new ConversationAgent(item.Agent.Id, item.Agent.Name, item.Agent.AvatarUrl),
            QueuePosition = item.QueuePosition,
            LastSeq = item.Row.LastSeq,
            Delivered = new Marks(item.Row.DeliveredCustomer, item.Row.DeliveredAgent),
            Read = new Marks(item.Row.ReadCustomer, item.Row.ReadAgent),
            OpenedAt = item.Row.OpenedAt,
            ClosedAt = item.Row.ClosedAt,
            ClosedBy = item.Row.ClosedBy,
            CloseReason = item.Row.CloseReason,
            Rating = item.Rating is null ? null : new Rating(item.Rating.Score, item.Rating.Comment),
            Department = item.Row.Department,
            Form = item.Row.Form,
            LeftMessageAt = item.Row.LeftMessageAt,
            MovedAt = item.MovedAt,
            Version = item.Row.Version,
            LastMessage = item.Last is null ? null : new LastMessage(item.Last.SenderType, item.Last.Content, item.Last.SentAt)
            {
                Kind = item.Last.Kind,
                FileName = item.FileName,
                Code = item.Last.Code,
            },
            Unread = item.Unread,
        });
    }

    /// <summary>One conversation as it is shown.</summary>
    public static async Task<Conversation> ReadOneAsync(this KefuDbContext context, string id, CancellationToken cancellationToken) =>
        (await context.Conversations.Where(row => row.Id == id).ReadAsync(context, cancellationToken)).Single();

    /// <summary>The queue: what waits, next first.</summary>
    public static IOrderedQueryable<ConversationRow> Queue(this KefuDbContext context) =>
        context.Conversations.Where(row => row.Status == ConversationStatus.Waiting).OrderBy(row => row.OpenedAt).ThenBy(row => row.Id);

    /// <summary>How far they have come.</summary>
    public static IQueryable<ConversationHead> ToHeads(this IQueryable<ConversationRow> rows) => rows.Select(row => new ConversationHead(
        row.Id,
        row.CustomerId,
        row.Status,
        row.AgentId,
        row.LastSeq,
        row.Version,
        new Marks(row.DeliveredCustomer, row.DeliveredAgent),
        new Marks(row.ReadCustomer, row.ReadAgent)));

    /// <summary>What rights look at.</summary>
    public static Task<ConversationFacts?> FindFactsAsync(
        this KefuDbContext context, string conversationId, string callerId, CancellationToken cancellationToken) =>
        context.Conversations
            .Where(row => row.Id == conversationId)
            .Select(row => (ConversationFacts?)new ConversationFacts(
                row.CustomerId,
                row.AgentId,
                row.Status,
                context.ConversationEvents.Any(step => step.AgentId == callerId && step.ConversationId == conversationId)))
            .FirstOrDefaultAsync(cancellationToken);

    /// <summary>Ends a conversation, to be saved.</summary>
    public static void Close(this KefuDbContext context, ConversationRow row, Participant actor, string reason, DateTimeOffset at)
    {
        row.Status = ConversationStatus.Closed;
        row.ClosedAt = at;
        row.ClosedBy = actor.Type;
        row.CloseReason = reason;
        context.AddStep(row, ConversationStep.Closed, actor, row.AgentId, at, reason);
    }

    /// <summary>Notes a step in the life of a conversation, to be saved with the change that it is.</summary>
    public static void AddStep(
        this KefuDbContext context, ConversationRow row, ConversationStep step, Participant actor, string? agentId, DateTimeOffset at, string? reason = null)
    {
        row.Version++;
        context.ConversationEvents.Add(new ConversationEventRow
        {
            ConversationId = row.Id,
            Step = step,
            ActorType = actor.Type,
            ActorId = actor.Id,
            AgentId = agentId,
            Reason = reason,
            At = at,
        });
    }
}
