using KefuBlazor.Chaos.Records;

namespace KefuBlazor.Chaos.Clients;

/// <summary>Files on their way up, which go beside the socket.</summary>
internal abstract partial class ChatClient
{
    private static readonly TimeSpan UploadAgainAfter = TimeSpan.FromSeconds(1);

    /// <summary>What it shows the server who it is by.</summary>
    protected abstract string? Secret { get; }

    /// <summary>Begins to upload; the message goes out when that has succeeded. What fails is tried again by the pulse.</summary>
    private void Upload(Send send)
    {
        if (send.IsUploading)
            return;
        send.IsUploading = true;
        _ = UploadAsync(send);
    }

    private async Task UploadAsync(Send send)
    {
        var (url, status) = await Api.TryUploadAsync(server, Secret, send.ClientId + ".txt", send.File!);
        lock (_gate)
        {
            send.IsUploading = false;
            send.Url = url;
            if (url is not null && _outbox.ContainsKey(send.ClientId))
                Dispatch(send);
            else
                send.NotBefore = journal.Now + UploadAgainAfter;
            if (status == 507)
            {
                send.Refused("storage_full", forGood: true);
                _outbox.Remove(send.ClientId);
            }
            else if (status is >= 400 and < 500 and not 429 and not 408)
            {
                journal.Oddities.Enqueue($"{name}: an upload was refused with {status}");
            }
        }
    }
}
