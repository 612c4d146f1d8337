using System.Security.Cryptography;
using KefuBlazor.Core.Agents;
using KefuBlazor.Core.Attachments.Formats;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Limits;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace KefuBlazor.Core.Attachments;

internal sealed partial class AttachmentService(
    IAttachmentStore store,
    IFileStore files,
    IncomingFiles incoming,
    AttachmentQuota quota,
    IRateLimiter limiter,
    IConversationRights rights,
    IAgentService agents,
    IOptions<AttachmentOptions> options,
    TimeProvider time,
    ILogger<AttachmentService> logger) : IAttachmentService, IDisposable
{
    // A file is looked at as a whole: this bounds the memory that uploads take, however many come at once.
    private const int LookedAtOnce = 4;

    private static readonly TimeSpan UploadWindow = TimeSpan.FromMinutes(1);
    private static readonly Error NotFound = new(ErrorCode.NotFound, "There is no such file.");
    private static readonly Error Empty = new(ErrorCode.BadRequest, "The file is empty.");
    private static readonly Error TooManyPixels = new(ErrorCode.UnsupportedType, "The picture has too many pixels.");
    private static readonly Error DiskFull = new(ErrorCode.StorageFull, "There is no room for more files.");

    private static readonly Error NotAllowed = new(
        ErrorCode.UnsupportedType, "Files of this kind are not taken, or the file is not what its name says.");

    private readonly SemaphoreSlim _looking = new(LookedAtOnce);

    public async Task<Result<Attachment>> UploadAsync(Participant uploader, string? fileName, Stream content, CancellationToken cancellationToken)
    {
        var allowance = await limiter.TakeAsync(
            new RateKey("upload", uploader.Id), uploader.IsCustomer ? options.Value.UploadsPerMinute : 0, UploadWindow);
        if (!allowance.Allowed)
            return new Error(ErrorCode.RateLimited, "Too many uploads.", allowance.RetryAfter);
        if (await quota.CheckAsync(uploader, bytes: 1, cancellationToken) is { } full)
            return full;

        try
        {
            using var file = incoming.Create();
            if (!await file.FillAsync(content, cancellationToken))
                return new Error(ErrorCode.TooLarge, $"A file is at most {options.Value.MaxBytes} bytes.");
            return await KeepAsync(uploader, AttachmentNames.Clean(fileName), file, cancellationToken);
        }
        catch (IOException exception) when (DiskSync.IsFull(exception))
        {
            LogFull(exception);
            return DiskFull;
        }
    }

    public async Task<Result<OpenedAttachment>> OpenAsync(string id, Participant? caller, string? signature, CancellationToken cancellationToken)
    {
        if (!AttachmentUrl.IsId(id) || await store.FindAsync(id, cancellationToken) is not { } found)
            return NotFound;
        if (!await MaySeeAsync(caller, found, cancellationToken)
            && !await MaySeeAsync(await ReaderOfAsync(found.Attachment, signature, cancellationToken), found, cancellationToken))
            return NotFound;
        if (await files.OpenAsync(found.Attachment, cancellationToken) is { } content)
            return new OpenedAttachment(found.Attachment, content);
        LogMissing(id);
        return NotFound;
    }

    public void Dispose() => _looking.Dispose();

    private async Task<Result<Attachment>> KeepAsync(Participant uploader, string name, IncomingFile file, CancellationToken cancellationToken)
    {
        if (file.Size == 0)
            return Empty;
        if (await LookAsync(name, file, cancellationToken) is not { } facts)
            return NotAllowed;
        if (options.Value.MaxPixels > 0 && facts.Pixels > options.Value.MaxPixels)
            return TooManyPixels;
        if (await quota.CheckAsync(uploader, file.Size, cancellationToken) is { } full)
            return full;

        var attachment = new Attachment
        {
            Id = RandomNumberGenerator.GetHexString(AttachmentUrl.IdLength, lowercase: true),
            Key = SecretToken.Create(),
            FileName = name,
            ContentType = facts.ContentType,
            Size = file.Size,
            Width = facts.Width,
            Height = facts.Height,
            DurationMs = facts.Duration is { } duration ? (int)duration.TotalMilliseconds : null,
        };

        // Noted first: what is kept and not noted would never be removed. Nobody can bind it before they are told its name.
        var noted = await store.AddAsync(new NewUpload(attachment, uploader.Id, time.GetUtcNow()), cancellationToken);
        if (!noted.Succeeded)
            return noted.Error!;
        await files.KeepAsync(attachment.Id, file.Path, cancellationToken);
        quota.Add(attachment.Size);
        LogUploaded(attachment.Id, attachment.Size, uploader.Type, uploader.Id, attachment.ContentType);
        return attachment;
    }

    private async Task<FileFacts?> LookAsync(string name, IncomingFile file, CancellationToken cancellationToken)
    {
        await _looking.WaitAsync(cancellationToken);
        try
        {
            return FileFormats.Read(name, await File.ReadAllBytesAsync(file.Path, cancellationToken));
        }
        finally
        {
            _looking.Release();
        }
    }

    private async Task<bool> MaySeeAsync(Participant? reader, StoredAttachment found, CancellationToken cancellationToken)
    {
        if (reader is null)
            return false;
        if (found.ConversationId is { } conversationId)
            return await rights.CheckSeeAsync(reader, conversationId, cancellationToken) is null;
        return !found.Spent && found.UploaderId == reader.Id;
    }

    /// <summary>Who a link was made for, with the rights that they have now.</summary>
    private async Task<Participant?> ReaderOfAsync(Attachment attachment, string? signature, CancellationToken cancellationToken)
    {
        if (signature is null || AttachmentSignature.Read(attachment, signature, time.GetUtcNow()) is not var (type, id))
            return null;
        if (type == ParticipantType.Customer)
            return new Participant(type, id, string.Empty);
        return type == ParticipantType.Agent && await agents.FindAsync(id, cancellationToken) is { } agent
            ? new Participant(type, id, agent.Name, agent.SeesAll)
            : null;
    }
}
