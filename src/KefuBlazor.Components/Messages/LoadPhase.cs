namespace KefuBlazor.Components.Messages;

/// <summary>Whether something has been fetched.</summary>
public enum LoadPhase
{
    Loading,
    Ready,
    Failed,
}
