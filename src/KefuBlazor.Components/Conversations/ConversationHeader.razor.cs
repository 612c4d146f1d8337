using KefuBlazor.Components.Localization;
using KefuBlazor.Core.Conversations;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace KefuBlazor.Components.Conversations;

/// <summary>Whose conversation it is, how it stands, and what can be done with it.</summary>
public sealed partial class ConversationHeader(IStringLocalizer<Texts> texts)
{
    [Parameter, EditorRequired]
    public Conversation Conversation { get; set; } = null!;

    /// <summary>Whether it is, or last was, the agent's own.</summary>
    [Parameter]
    public bool Mine { get; set; }

    [Parameter]
    public bool MayReopen { get; set; }

    [Parameter]
    public bool Busy { get; set; }

    /// <summary>Whether the customer is connected; null while unknown.</summary>
    [Parameter]
    public bool? Present { get; set; }

    [Parameter]
    public EventCallback OnAccept { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    [Parameter]
    public EventCallback OnReopen { get; set; }

    [Parameter]
    public EventCallback OnPanel { get; set; }

    private IStringLocalizer<Texts> L => texts;

    private string? Dot => Present switch { true => "online", false => "gone", null => null };

    private string State => Conversation switch
    {
        { Status: ConversationStatus.Waiting, QueuePosition: { } position } => texts["Header.WaitingAt", position],
        { Status: ConversationStatus.Waiting } => texts["Header.Waiting"],
        { Status: ConversationStatus.Closed } => texts["Header.Closed"],
        { Agent: { } agent } when !Mine => texts["Header.ServedBy", agent.Name],
        _ => Present switch { true => texts["Presence.Online"], false => texts["Presence.Gone"], null => texts["Header.Active"] },
    };
}
