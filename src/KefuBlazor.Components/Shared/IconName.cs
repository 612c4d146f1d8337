namespace KefuBlazor.Components.Shared;

/// <summary>The icons there are.</summary>
public enum IconName
{
    Alert,
    Back,
    Chat,
    Check,
    CheckDouble,
    Clip,
    Clock,
    Close,
    Done,
    Down,
    Download,
    File,
    Inbox,
    Key,
    Microphone,
    Panel,
    Pause,
    Play,
    Reopen,
    Retry,
    Send,
    SignOut,
    User,
    ZoomIn,
    ZoomOut,
}
