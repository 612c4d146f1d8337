namespace KefuBlazor.Core.Retention;

/// <summary>What the store promises of removal.</summary>
internal interface IRetentionStore
{
    /// <summary>How much a purge would remove.</summary>
    Task<(long Conversations, long Messages)> CountAsync(DateTimeOffset closedBefore, CancellationToken cancellationToken);

    /// <summary>Removes at most so many closed conversations with their messages and events, those closed longest ago first.</summary>
    Task<Result<(long Conversations, long Messages)>> RemoveAsync(DateTimeOffset closedBefore, int most, CancellationToken cancellationToken);
}
