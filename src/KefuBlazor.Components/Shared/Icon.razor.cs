using Microsoft.AspNetCore.Components;

namespace KefuBlazor.Components.Shared;

/// <summary>A line drawing in the colour of the text around it. It says nothing to a screen reader.</summary>
public partial class Icon
{
    private static readonly Dictionary<IconName, string> Paths = new()
    {
        [IconName.Alert] = "M12 8v5M12 16.5v.01M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z",
        [IconName.Back] = "M15 5l-7 7 7 7",
        [IconName.Chat] = "M4 6.5A2.5 2.5 0 0 1 6.5 4h11A2.5 2.5 0 0 1 20 6.5v7a2.5 2.5 0 0 1-2.5 2.5H11l-4.5 4v-4A2.5 2.5 0 0 1 4 13.5z",
        [IconName.Check] = "M5 12.5l4.5 4.5L19 7.5",
        [IconName.CheckDouble] = "M2 12.5l4.5 4.5L15 8M11 15.5l1.5 1.5L22 7.5",
        [IconName.Clip] = "M19 11.5l-7.2 7.2a4.5 4.5 0 0 1-6.4-6.4l7.6-7.6a3 3 0 0 1 4.3 4.3l-7.5 7.4a1.5 1.5 0 0 1-2.1-2.1l6.6-6.6",
        [IconName.Clock] = "M12 7v5l3.2 2M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z",
        [IconName.Close] = "M6 6l12 12M18 6L6 18",
        [IconName.Done] = "M8 12.3l2.8 2.8L16.2 9.5M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z",
        [IconName.Down] = "M12 5v14M6 13l6 6 6-6",
        [IconName.Download] = "M12 4v11M7 10.5l5 5 5-5M5 20h14",
        [IconName.File] = "M6 3.5h7.5l5 5.5v11.5h-12.5zM13 3.5v6h5.5",
        [IconName.Inbox] = "M4 13l2.6-7.2A2 2 0 0 1 8.5 4.5h7a2 2 0 0 1 1.9 1.3L20 13v4.5a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2zM4 13h4.5l1.2 2.5h4.6l1.2-2.5H20",
        [IconName.Key] = "M14.5 4a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM10.5 13.5L4 20M6.5 17.5L9 20M16 8.5v.01",
        [IconName.Microphone] = "M9.5 6a2.5 2.5 0 0 1 5 0v5.5a2.5 2.5 0 0 1-5 0zM6 11.5a6 6 0 0 0 12 0M12 17.5V21",
        [IconName.Panel] = "M6 4.5h12a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2v-11a2 2 0 0 1 2-2zM14.5 4.5v15",
        [IconName.Pause] = "M9 7.5v9M15 7.5v9",
        [IconName.Play] = "M9.5 7l7.5 5-7.5 5z",
        [IconName.Reopen] = "M4 12a8 8 0 1 0 2.6-5.9L4 8.5M4 4v4.5h4.5",
        [IconName.Retry] = "M20 12a8 8 0 1 1-2.6-5.9L20 8.5M20 4v4.5h-4.5",
        [IconName.Send] = "M5 12h13M12 5.5l6.5 6.5-6.5 6.5",
        [IconName.SignOut] = "M10 20H6a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2h4M15 16.5l4.5-4.5L15 7.5M19 12H9.5",
        [IconName.User] = "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 20a7.5 7.5 0 0 1 15 0",
        [IconName.ZoomIn] = "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5L20 20M10.5 7.5v6M7.5 10.5h6",
        [IconName.ZoomOut] = "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5L20 20M7.5 10.5h6",
    };

    /// <summary>Which.</summary>
    [Parameter, EditorRequired]
    public IconName Name { get; set; }

    /// <summary>Width and height in CSS pixels.</summary>
    [Parameter]
    public int Size { get; set; } = 20;

    private string Path => Paths[Name];
}
