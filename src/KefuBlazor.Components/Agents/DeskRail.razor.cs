using System.Globalization;
using KefuBlazor.Components.Localization;
using KefuBlazor.Core.Agents;
using KefuBlazor.Core.Conversations;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace KefuBlazor.Components.Agents;

/// <summary>The narrow bar at the edge of the desk: where to go, and who one is.</summary>
public sealed partial class DeskRail(NavigationManager navigation, IStringLocalizer<Texts> texts)
{
    [Parameter, EditorRequired]
    public Participant Agent { get; set; } = null!;

    /// <summary>The agent's choice; null until it is known.</summary>
    [Parameter]
    public Availability? Status { get; set; }

    [Parameter]
    public int Unread { get; set; }

    [Parameter]
    public EventCallback<Availability> OnStatus { get; set; }

    private static Availability[] Choices => Enum.GetValues<Availability>();

    private IStringLocalizer<Texts> L => texts;

    private string? StatusClass => Status is { } status ? ClassOf(status) : null;

    private string? StatusText => Status is { } status ? texts[$"Availability.{status}"].Value : null;

    private string UnreadText => Unread > 99 ? "99+" : Unread.ToString(CultureInfo.InvariantCulture);

    private string OtherLanguage => texts["Rail.OtherLanguageCode"];

    private string LanguageUrl =>
        $"account/language?culture={OtherLanguage}&returnUrl={Uri.EscapeDataString("/" + navigation.ToBaseRelativePath(navigation.Uri))}";

    private static string ClassOf(Availability status) => status.ToString().ToLowerInvariant();
}
