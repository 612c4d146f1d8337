using System.Globalization;
using KefuBlazor.Components.Localization;
using KefuBlazor.Components.Shared;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Customers;
using KefuBlazor.Core.Forms;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace KefuBlazor.Components.Conversations;

/// <summary>What the customer chose and filled in, how it ended and how they found it, and the whole of it to take along.</summary>
public sealed partial class ConversationDetails(DeskTime time, IOptions<PreChatOptions> form, IStringLocalizer<Texts> texts)
{
    private const string Stars = "★★★★★";

    private static readonly string[] Formats = ["html", "txt", "json"];

    [Parameter, EditorRequired]
    public Conversation Conversation { get; set; } = null!;

    /// <summary>What is shown of the customer above: it is not said twice.</summary>
    [Parameter]
    public CustomerProfile? Profile { get; set; }

    private IStringLocalizer<Texts> L => texts;

    private DeskTime Time => time;

    private IReadOnlyList<(string Name, string Value)> Rows
    {
        get
        {
            var rows = new List<(string, string)>();
            if (Conversation.Department is { } department)
                rows.Add((texts["Details.Department"], NameOf(department)));
            rows.AddRange(Intake.Read(Conversation.Form).Where(IsNews).Select(answer => (QuestionOf(answer.Key), answer.Value)));
            if (Conversation.ClosedAt is not null)
                rows.Add((texts["Details.Ended"], EndingOf(Conversation)));
            return rows;
        }
    }

    private bool IsNews(KeyValuePair<string, string> answer) => KindOf(answer.Key) switch
    {
        PreChatFieldKind.Name => answer.Value != Conversation.CustomerName,
        PreChatFieldKind.Email => answer.Value != Profile?.Email,
        PreChatFieldKind.Phone => answer.Value != Profile?.Phone,
        _ => true,
    };

    /// <summary>Who leaves a message gives name and addresses under the kind's own name, asked for or not.</summary>
    private PreChatFieldKind? KindOf(string key) => form.Value.FindField(key)?.Kind ?? key switch
    {
        "name" => PreChatFieldKind.Name,
        "email" => PreChatFieldKind.Email,
        "phone" => PreChatFieldKind.Phone,
        _ => null,
    };

    private string EndingOf(Conversation conversation) => conversation switch
    {
        { CloseReason: CloseReasons.Idle } => texts["Details.EndedIdle"],
        { CloseReason: CloseReasons.Merged } => texts["Details.EndedMerged"],
        { ClosedBy: ParticipantType.Customer } => texts["Details.EndedByCustomer"],
        { ClosedBy: ParticipantType.Agent, Agent: { } agent } => texts["Details.EndedByAgent", agent.Name],
        _ => texts["Details.EndedByItself"],
    };

    /// <summary>What is no longer in the settings goes by its id.</summary>
    private string NameOf(string department) => form.Value.FindDepartment(department) is { } known ? InThisLanguage(known.Name) ?? department : department;

    private string QuestionOf(string key) => form.Value.FindField(key) is { } field && InThisLanguage(field.Label) is { } label
        ? label
        : key is "name" or "email" or "phone" ? texts[$"Details.{key}"] : key;

    private static string? InThisLanguage(Dictionary<string, string> words) =>
        words.GetValueOrDefault(CultureInfo.CurrentUICulture.Name) ?? words.Values.FirstOrDefault();
}
