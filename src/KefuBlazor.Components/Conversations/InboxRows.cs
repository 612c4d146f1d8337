using KefuBlazor.Components.Localization;
using KefuBlazor.Components.Shared;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Messages;
using Microsoft.Extensions.Localization;

namespace KefuBlazor.Components.Conversations;

/// <summary>Puts conversations into the words of a row.</summary>
public sealed class InboxRows(DeskState desk, DeskTime time, IStringLocalizer<Texts> texts)
{
    private const int PreviewLength = 120;

    /// <summary>The row of a conversation in the list of a tab.</summary>
    public InboxRow Of(Conversation conversation, InboxTab tab)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        var since = Waiting.Since(conversation);
        var waited = since is { } from ? time.Now - from : (TimeSpan?)null;
        var at = conversation.ClosedAt ?? conversation.LastMessage?.SentAt ?? conversation.OpenedAt;
        return new InboxRow(
            conversation.Id,
            conversation.CustomerId,
            conversation.CustomerName,
            Preview(conversation),
            tab == InboxTab.Waiting && waited is { TotalMinutes: >= 1 } wait ? texts["Inbox.Waited", time.Length(wait)] : time.Relative(at),
            time.Absolute(tab == InboxTab.Waiting ? conversation.OpenedAt : at),
            tab == InboxTab.Closed ? null : desk.Customers[conversation.CustomerId],
            tab == InboxTab.Closed ? 0 : conversation.Unread,
            desk.Typing[conversation.Id],
            waited is { } length ? Waiting.Level(length) : WaitLevel.None,
            waited is { } share ? Waiting.Share(share) : 0,
            desk.Open?.Id == conversation.Id,
            desk.Inbox.TabOf(conversation) != tab,
            conversation is { LeftMessageAt: not null, IsOpen: true });
    }

    private string Preview(Conversation conversation)
    {
        if (conversation.LastMessage is not { } last)
            return string.Empty;
        if (last.Kind == MessageKind.System)
            return texts.Notice(last.Code, last.Content);

        var line = last.Kind.HasAttachment() ? OfFile(last) : InOneLine(last.Content);
        return last.SenderType == ParticipantType.Customer ? line : texts[desk.Inbox.IsMine(conversation) ? "Inbox.FromAgent" : "Inbox.FromAgentOther", line];
    }

    /// <summary>What it is, and of a file also what it is called: pictures and voices are called anything.</summary>
    private string OfFile(LastMessage last) => last.Kind == MessageKind.File
        ? $"{texts["Preview.File"]} {InOneLine(last.FileName ?? string.Empty)}"
        : texts[$"Preview.{last.Kind}"];

    private static string InOneLine(string text) => string.Join(
        ' ', (text.Length > PreviewLength ? text[..PreviewLength] : text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
