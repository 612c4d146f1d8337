namespace KefuBlazor.Core.Protocol;

/// <summary>What is stored as a message.</summary>
public abstract record SendFrame : ClientFrame
{
    /// <summary>What its sender calls it: the same is one message, however often it is sent.</summary>
    public required string ClientId { get; init; }

    /// <summary>The department that the customer chose before this first message.</summary>
    public string? Department { get; init; }

    /// <summary>What they filled in before it.</summary>
    public IReadOnlyDictionary<string, string>? Form { get; init; }
}
