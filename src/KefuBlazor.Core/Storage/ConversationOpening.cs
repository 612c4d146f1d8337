using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Forms;
using KefuBlazor.Core.Messages;
using KefuBlazor.Core.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace KefuBlazor.Core.Storage;

/// <summary>What a message of a customer who has no open conversation does, on every provider.</summary>
internal static class ConversationOpening
{
    /// <summary>Why a customer who has become another opens nothing: what they would say here is said by that other, on a connection of theirs.</summary>
    public static readonly Error BecameAnother = new(ErrorCode.Unauthenticated, "The customer has become another; connect as that one.");

    /// <summary>A new conversation, as it is before <see cref="ConversationStep.Opened"/> is noted.</summary>
    public static ConversationRow New(NewMessage request) => new()
    {
        Id = Guid.CreateVersion7(request.At).ToString("N"),
        CustomerId = request.Message.Sender.Id,
        Status = ConversationStatus.Waiting,
        OpenedAt = Milliseconds.Truncate(request.At),
        Department = request.Message.Intake?.Department,
        Form = request.Message.Intake?.Form,
        LeftMessageAt = request.Message.Intake is { LeftMessage: true } ? Milliseconds.Truncate(request.At) : null,
        Version = 0,
    };

    /// <summary>Opens the customer's last conversation again, if it closed recently enough. The caller saves.</summary>
    /// <returns>Null where there is none such.</returns>
    public static async Task<ConversationRow?> ReopenAsync(KefuDbContext context, NewMessage request)
    {
        var (outgoing, at, since) = request;
        if (since is null)
            return null;
        var row = await context.Conversations
            .Where(row => row.CustomerId == outgoing.Sender.Id && row.ClosedAt > since)
            .OrderByDescending(row => row.ClosedAt)
            .FirstOrDefaultAsync();
        if (row is null)
            return null;

        row.Status = ConversationStatus.Waiting;
        row.AgentId = null;
        row.OpenedAt = at;
        row.ClosedAt = null;
        row.ClosedBy = null;
        row.CloseReason = null;
        row.LeftMessageAt = null;
        if (outgoing.Intake is { } intake)
            Take(row, intake, at);
        context.AddStep(row, ConversationStep.Reopened, outgoing.Sender, null, at);
        return row;
    }

    /// <summary>Notes on an open conversation what the customer gives with a message: what was given before stays where nothing new is.</summary>
    public static void Take(ConversationRow row, Intake intake, DateTimeOffset at)
    {
        row.Department = intake.Department ?? row.Department;
        row.Form = intake.Over(row.Form).Form;
        if (intake.LeftMessage)
            row.LeftMessageAt = at;
    }

    /// <summary>Where the message goes that opened this conversation.</summary>
    public static MessageTarget Target(ConversationRow row) =>
        new(row.Id, row.LastSeq, new ConversationFacts(row.CustomerId, null, row.Status, ServedByCaller: false));
}
