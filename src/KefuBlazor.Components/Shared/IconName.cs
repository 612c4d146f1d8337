namespace KefuBlazor.Components.Shared;

/// <summary>The icons there are.</summary>
public enum IconName
{
    Alert,
    Back,
    Chat,
    Check,
    CheckDouble,
    Clock,
    Close,
    Done,
    Down,
    Inbox,
    Key,
    Panel,
    Reopen,
    Retry,
    Send,
    SignOut,
    User,
}
