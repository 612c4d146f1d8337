using System.Text.Json;
using KefuBlazor.Chaos.Records;

namespace KefuBlazor.Chaos.Clients;

/// <summary>The outbox, the transcripts, and what falls due with time.</summary>
internal abstract partial class ChatClient
{
    /// <summary>An answer that has not come by then is asked for again.</summary>
    private static readonly TimeSpan AnswerPatience = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Send> _outbox = [];
    private readonly Dictionary<string, Transcript> _transcripts = [];
    private readonly List<Send> _sends = [];
    private Link? _link;
    private volatile Link? _opening;
    private TimeSpan _heardAt;
    private TimeSpan? _askedAt;
    private TimeSpan _heartbeatAfter = TimeSpan.FromSeconds(30);

    /// <summary>Everything it ever sent.</summary>
    public IReadOnlyList<SendRecord> SendRecords()
    {
        lock (_gate)
            return [.. _sends.Select(send => send.ToRecord(UserId ?? name))];
    }

    /// <summary>What it holds.</summary>
    public IReadOnlyList<View> Views()
    {
        lock (_gate)
            return [.. _transcripts.Select(one => new View(UserId ?? name, one.Key, one.Value.Seqs.ToHashSet()))];
    }

    /// <summary>How many messages wait for their ack.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
                return _outbox.Count;
        }
    }

    /// <summary>Up to where it holds a conversation without a gap.</summary>
    public long Holds(string conversationId)
    {
        lock (_gate)
            return _transcripts.TryGetValue(conversationId, out var transcript) ? transcript.Contiguous : 0;
    }

    /// <summary>Hands a message over; it leaves at once where there is a connection.</summary>
    public Send Say(string content, string? conversationId = null) => Add(content, conversationId, file: null);

    /// <summary>Hands a file over; it is uploaded, and then a message binds it.</summary>
    public Send SayFile(byte[] file, string? conversationId = null) => Add(string.Empty, conversationId, file);

    private Send Add(string content, string? conversationId, byte[]? file)
    {
        lock (_gate)
        {
            var send = journal.Invoke(content, conversationId, $"{name}-{_sends.Count + 1}", file);
            _sends.Add(send);
            _outbox[send.ClientId] = send;
            Dispatch(send);
            return send;
        }
    }

    /// <summary>Taps "retry" on all that failed.</summary>
    public void RetryFailed()
    {
        lock (_gate)
        {
            foreach (var send in _sends.Where(send => send.Outcome == SendOutcome.Failed))
            {
                send.TryAgain();
                _outbox[send.ClientId] = send;
                Dispatch(send);
            }
        }
    }

    /// <summary>Does what is due: liveness, gaps, marks and what was put off. Called about once a second.</summary>
    public void Pulse()
    {
        var now = journal.Now;
        var link = Volatile.Read(ref _link);
        if (link is null)
        {
            if (now - _heardAt > settings.OpenWithin)
                _opening?.Abort(); // it was opened and never welcomed
            return;
        }

        if (_askedAt is { } asked && now - asked >= settings.DeadAfter)
            link.Abort();
        else if (_askedAt is null && now - _heardAt >= _heartbeatAfter)
        {
            _askedAt = now;
            link.Post(new { type = "heartbeat" });
        }

        lock (_gate)
        {
            foreach (var (id, transcript) in _transcripts)
                Tend(link, id, transcript, now);
            foreach (var send in _outbox.Values.Where(send => !send.IsInFlight && send.NotBefore <= now).ToList())
                Dispatch(send);
        }
    }

    /// <summary>The server named this conversation and how far it goes.</summary>
    protected void Expect(string conversationId, long lastSeq, bool ask)
    {
        lock (_gate)
        {
            var transcript = TranscriptOf(conversationId);
            transcript.Expect(lastSeq, journal.Now);
            if (ask && !transcript.IsComplete && Volatile.Read(ref _link) is { } link)
                Ask(link, conversationId, transcript);
        }
    }

    private void Handle(Link link, string type, JsonElement frame)
    {
        lock (_gate)
        {
            if (type is "text" or "image" or "file" or "voice" or "video" or "system")
                Take(link, frame, live: true);
            else if (type == "ack")
                TakeAck(frame);
            else if (type == "history")
                TakeHistory(link, frame);
            else if (type == "error")
                TakeError(frame);
        }

        OnFrame(type, frame);
    }

    private void Take(Link link, JsonElement message, bool live)
    {
        var conversation = message.GetProperty("conversation_id").GetString()!;
        var seq = message.GetProperty("seq").GetInt64();
        var id = message.GetProperty("id").GetString()!;
        var clientId = message.TryGetProperty("client_id", out var named) ? named.GetString()! : id; // the system names nothing
        journal.Receive(new ReceivedRecord(UserId!, link.Number, live, conversation, seq, id, clientId));
        TranscriptOf(conversation).Add(seq, journal.Now);
        if (message.GetProperty("from_user_id").GetString() == UserId && _outbox.TryGetValue(clientId, out var own))
            own.FoundInHistory(conversation);
    }

    private void TakeAck(JsonElement ack)
    {
        var conversation = ack.GetProperty("conversation_id").GetString()!;
        var seq = ack.GetProperty("seq").GetInt64();
        if (_outbox.Remove(ack.GetProperty("client_id").GetString()!, out var send))
            send.Acked(conversation, seq, journal.Now);
        TranscriptOf(conversation).Add(seq, journal.Now);
    }

    private void TakeHistory(Link link, JsonElement page)
    {
        if (!page.TryGetProperty("conversation_id", out var id))
            return;
        foreach (var message in page.GetProperty("messages").EnumerateArray())
            Take(link, message, live: false);
        var transcript = TranscriptOf(id.GetString()!);
        transcript.AskedAt = null;
        if (page.GetProperty("has_more").GetBoolean())
            Ask(link, id.GetString()!, transcript);
    }

    private void TakeError(JsonElement error)
    {
        var code = error.GetProperty("code").GetString()!;
        if (!error.TryGetProperty("client_id", out var clientId) || !_outbox.TryGetValue(clientId.GetString()!, out var send))
        {
            // A mark or a question may be refused after a conversation changed hands; the next pulse asks anew.
            if (code is not ("unavailable" or "rate_limited" or "forbidden" or "not_found" or "storage_full"))
                journal.Oddities.Enqueue($"{name}: {error.GetRawText()}");
            return;
        }

        var wait = error.TryGetProperty("retry_after_ms", out var ms) ? ms.GetInt32() : 1000;
        send.NotBefore = journal.Now + TimeSpan.FromMilliseconds(wait);
        var forGood = code is not ("unavailable" or "rate_limited");
        send.Refused(code, forGood);
        if (forGood)
            _outbox.Remove(send.ClientId);
    }

    private void ResumeOutbox()
    {
        lock (_gate)
        {
            foreach (var send in _outbox.Values.OrderBy(send => send.InvokedAt).ToList())
            {
                send.IsInFlight = false; // the connection that carried it is gone
                Dispatch(send);
            }
        }
    }

    private void Dispatch(Send send)
    {
        if (Volatile.Read(ref _link) is not { } link)
            return;
        if (send.File is not null && send.Url is null)
        {
            Upload(send);
            return;
        }

        send.Attempted();
        var frame = new Dictionary<string, object> { ["type"] = send.Url is null ? "text" : "file", ["client_id"] = send.ClientId };
        if (send.ConversationId is { } conversation)
            frame["conversation_id"] = conversation;
        frame[send.Url is null ? "content" : "url"] = send.Url ?? send.Content;
        link.Post(frame);
    }

    private void Tend(Link link, string id, Transcript transcript, TimeSpan now)
    {
        if (transcript.IsGapOpen(now, settings.GapPatience) && (transcript.AskedAt is not { } asked || now - asked > AnswerPatience))
            Ask(link, id, transcript);
        if (!settings.SendsMarks || transcript.Contiguous <= transcript.Delivered)
            return;
        transcript.Delivered = transcript.Contiguous;
        link.Post(new { type = "delivered", conversation_id = id, seq = transcript.Contiguous });
    }

    private void Ask(Link link, string conversationId, Transcript transcript)
    {
        transcript.AskedAt = journal.Now;
        link.Post(new { type = "history", conversation_id = conversationId, after_seq = transcript.Contiguous, limit = 100 });
    }

    private Transcript TranscriptOf(string conversationId)
    {
        if (!_transcripts.TryGetValue(conversationId, out var transcript))
            _transcripts[conversationId] = transcript = new Transcript();
        return transcript;
    }
}
