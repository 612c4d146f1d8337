using KefuBlazor.Components.Localization;
using KefuBlazor.Components.Shared;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Messages;
using Microsoft.Extensions.Localization;

namespace KefuBlazor.Components.Conversations;

/// <summary>
/// Puts conversations into the words of rows. Where one changes, the others are not put into words again: that would be most of what a render
/// costs.
/// </summary>
public sealed class InboxRows(DeskState desk, DeskTime time, IStringLocalizer<Texts> texts)
{
    private const int PreviewLength = 120;

    /// <summary>How long words hold that tell how long ago something was.</summary>
    private static readonly TimeSpan Holds = TimeSpan.FromSeconds(10);

    private Dictionary<string, (Facts Facts, InboxRow Row)> _before = [];

    /// <summary>The rows of conversations in the list of a tab.</summary>
    public IReadOnlyList<InboxRow> Of(IReadOnlyCollection<Conversation> conversations, InboxTab tab)
    {
        ArgumentNullException.ThrowIfNull(conversations);
        var now = new Dictionary<string, (Facts Facts, InboxRow Row)>(conversations.Count);
        var rows = new List<InboxRow>(conversations.Count);
        foreach (var conversation in conversations)
        {
            var facts = FactsOf(conversation, tab);
            var row = _before.TryGetValue(conversation.Id, out var known) && known.Facts == facts ? known.Row : Of(facts);
            now[conversation.Id] = (facts, row);
            rows.Add(row);
        }

        _before = now;
        return rows;
    }

    private Facts FactsOf(Conversation conversation, InboxTab tab) => new(
        conversation,
        tab,
        desk.Customers[conversation.CustomerId],
        desk.Typing[conversation.Id],
        desk.Open?.Id == conversation.Id,
        time.Now.Ticks / Holds.Ticks);

    private InboxRow Of(Facts facts)
    {
        var (conversation, tab) = (facts.Conversation, facts.Tab);
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
            tab == InboxTab.Closed ? null : facts.Present,
            tab == InboxTab.Closed ? 0 : conversation.Unread,
            facts.Typing,
            waited is { } length ? Waiting.Level(length) : WaitLevel.None,
            waited is { } share ? Waiting.Share(share) : 0,
            facts.Selected,
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

    /// <summary>What the words of a row follow from, but for what never changes.</summary>
    private readonly record struct Facts(Conversation Conversation, InboxTab Tab, bool? Present, bool Typing, bool Selected, long Time);
}
