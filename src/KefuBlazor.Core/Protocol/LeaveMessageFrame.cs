namespace KefuBlazor.Core.Protocol;

/// <summary><c>leave_message</c>: a message of a customer who does not wait for the answer.</summary>
public sealed record LeaveMessageFrame : SendFrame
{
    public required string Content { get; init; }

    public string? Name { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }
}
