using KefuBlazor.Core.Conversations;
using Microsoft.Extensions.Options;

namespace KefuBlazor.Core.Attachments;

/// <summary>
/// How much room there is. All that is kept is counted once a minute and what this node adds meanwhile goes on top: several nodes may together
/// pass the mark by what they take in within that minute.
/// </summary>
internal sealed class AttachmentQuota(IAttachmentStore store, IOptions<AttachmentOptions> options, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Recount = TimeSpan.FromMinutes(1);
    private static readonly Error VisitorFull = new(ErrorCode.StorageFull, "There is no room for more files of this customer.");
    private static readonly Error SiteFull = new(ErrorCode.StorageFull, "There is no room for more files.");

    private readonly SemaphoreSlim _counting = new(1);
    private long? _countedAt;
    private long _used;

    /// <summary>Null where there is room for this many bytes more.</summary>
    public async Task<Error?> CheckAsync(Participant uploader, long bytes, CancellationToken cancellationToken)
    {
        var (perVisitor, inAll) = (options.Value.BytesPerVisitor, options.Value.BytesInAll);
        if (uploader.IsCustomer && perVisitor > 0 && await store.UsedByAsync(uploader.Id, cancellationToken) + bytes > perVisitor)
            return VisitorFull;
        return inAll > 0 && await UsedAsync(cancellationToken) + bytes > inAll ? SiteFull : null;
    }

    /// <summary>Counts what was added.</summary>
    public void Add(long bytes) => Interlocked.Add(ref _used, bytes);

    public void Dispose() => _counting.Dispose();

    private async Task<long> UsedAsync(CancellationToken cancellationToken)
    {
        await _counting.WaitAsync(cancellationToken);
        try
        {
            if (_countedAt is not { } at || time.GetElapsedTime(at) >= Recount)
            {
                Interlocked.Exchange(ref _used, await store.UsedAsync(cancellationToken));
                _countedAt = time.GetTimestamp();
            }

            return Interlocked.Read(ref _used);
        }
        finally
        {
            _counting.Release();
        }
    }
}
