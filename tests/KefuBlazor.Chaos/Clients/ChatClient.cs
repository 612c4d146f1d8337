using System.Net.WebSockets;
using System.Text.Json;
using KefuBlazor.Chaos.Records;

namespace KefuBlazor.Chaos.Clients;

/// <summary>
/// A client as the wire contract wants it: it keeps what it sends until it is acked, sends it again under the same name, comes back with
/// growing waits, and fetches what it lacks by <c>seq</c>. One loop serves the connection; a pulse from outside does what is due.
/// </summary>
internal abstract partial class ChatClient(string name, Uri server, ClientSettings settings, Journal journal, int seed)
{
    private readonly Random _random = new(seed);
    private int _links;
    private int _failures;
    private TimeSpan? _lostAt;
    private volatile bool _offline;

    public string Name => name;

    /// <summary>Its id, once the server has told it.</summary>
    public string? UserId { get; protected set; }

    /// <summary>Whether it has been welcomed and not lost since.</summary>
    public bool IsConnected => Volatile.Read(ref _link) is not null;

    /// <summary>How often it was welcomed.</summary>
    public int Welcomes { get; private set; }

    protected Uri Server => server;

    protected Journal Journal => journal;

    /// <summary>Stays connected until stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            TimeSpan? told = null;
            try
            {
                if (!_offline && await OpenAsync(stop) is { } link)
                {
                    using (link)
                        told = await ServeAsync(link, stop);
                }
                else if (!_offline)
                {
                    await AfterRefusalAsync(stop);
                }

                await Task.Delay(told ?? ClientSettings.BackOff(_failures++, _random), stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
            }
        }
    }

    /// <summary>Drops the connection; the client comes back by itself.</summary>
    public void Drop() => Volatile.Read(ref _link)?.Abort();

    /// <summary>Pulls the plug, or puts it back.</summary>
    public void SetOffline(bool offline)
    {
        _offline = offline;
        if (offline)
            Drop();
        else
            _failures = 0; // as a browser's "online" event has it
    }

    /// <summary>Why a connection did not open, as far as the server tells.</summary>
    protected abstract Task AfterRefusalAsync(CancellationToken stop);

    /// <summary>The address and secret of the next connection; null where there is none to be had now.</summary>
    protected abstract Task<(Uri Address, string? Secret)?> FindAddressAsync(CancellationToken stop);

    /// <summary>Takes in what only this kind of client is told.</summary>
    protected abstract void OnFrame(string type, JsonElement frame);

    /// <summary>Asks for what the welcome does not tell.</summary>
    protected abstract Task AfterWelcomeAsync(JsonElement welcome, CancellationToken stop);

    private async Task<Link?> OpenAsync(CancellationToken stop)
    {
        try
        {
            if (await FindAddressAsync(stop) is not var (address, secret))
                return null;
            return await Link.OpenAsync(address, secret, ++_links, settings.OpenWithin, stop);
        }
        catch (Exception exception) when (exception is WebSocketException or HttpRequestException or OperationCanceledException or IOException)
        {
            stop.ThrowIfCancellationRequested();
            return null;
        }
    }

    private async Task<TimeSpan?> ServeAsync(Link link, CancellationToken stop)
    {
        await using var stopping = stop.Register(link.Abort);
        TimeSpan? retry = null;
        _heardAt = journal.Now;
        _opening = link;
        while (await link.ReceiveAsync() is { } frame)
        {
            _heardAt = journal.Now;
            _askedAt = null;
            var type = frame.GetProperty("type").GetString()!;
            if (type == "welcome")
                await WelcomedAsync(link, frame, stop);
            else if (type == "bye")
                retry = TimeSpan.FromMilliseconds(frame.GetProperty("retry_ms").GetInt32());
            else
                Handle(link, type, frame);
        }

        Lost(link);
        return retry;
    }

    private async Task WelcomedAsync(Link link, JsonElement welcome, CancellationToken stop)
    {
        UserId = welcome.GetProperty("user_id").GetString();
        _heartbeatAfter = settings.HeartbeatAfter ?? TimeSpan.FromSeconds(welcome.GetProperty("heartbeat_seconds").GetInt32());
        Welcomes++;
        _failures = 0;
        if (_lostAt is { } lostAt)
            journal.Away.Add(journal.Now, journal.Now - lostAt);
        _lostAt = null;
        _opening = null;
        Volatile.Write(ref _link, link);
        await AfterWelcomeAsync(welcome, stop);
        ResumeOutbox();
    }

    private void Lost(Link link)
    {
        _opening = null;
        if (Interlocked.CompareExchange(ref _link, null, link) == link)
            _lostAt = journal.Now;
        lock (_gate)
        {
            foreach (var transcript in _transcripts.Values)
                transcript.AskedAt = null;
        }
    }
}
