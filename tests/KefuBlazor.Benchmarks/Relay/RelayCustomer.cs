using System.Diagnostics;
using KefuBlazor.Benchmarks.Measures;
using KefuBlazor.Benchmarks.Wire;

namespace KefuBlazor.Benchmarks.Relay;

/// <summary>A customer who sends a text, waits for its ack and sends the next.</summary>
internal abstract class RelayCustomer : RawWebSocket
{
    private readonly byte[] _clientId = new byte[ClientIds.Length];
    private long _acked;
    private long _sentAt;
    private volatile bool _goesOn;
    private volatile bool _isWaiting;
    private volatile Histogram? _histogram;

    /// <summary>What everybody says: some forty characters, a third of them Chinese.</summary>
    public static ReadOnlySpan<byte> Content => "请问 order 20260118-0042 什么时候发货 (standard delivery)"u8;

    /// <summary>How many of its texts were acked.</summary>
    public long Acked => Volatile.Read(ref _acked);

    /// <summary>Whether a text is on its way.</summary>
    public bool IsWaiting => _isWaiting;

    /// <summary>Sends on and on, and counts how long each took.</summary>
    public void Begin(Histogram histogram)
    {
        _histogram = histogram;
        _goesOn = true;
        SendNext();
    }

    /// <summary>Sends nothing more than what is on its way.</summary>
    public void Stop() => _goesOn = false;

    /// <summary>Sends one text.</summary>
    /// <param name="clientId">24 characters that were never used before.</param>
    protected abstract void SendText(ReadOnlySpan<byte> clientId);

    /// <summary>The server has said that it has the text.</summary>
    /// <param name="answer">The whole of what it said.</param>
    protected void Ack(ReadOnlySpan<byte> answer)
    {
        if (answer.IndexOf(_clientId) < 0)
        {
            Fail("An ack is of another text than the one that was sent.");
            return;
        }

        _histogram?.Add(_sentAt);
        Volatile.Write(ref _acked, _acked + 1);
        _isWaiting = false;
        if (_goesOn)
            SendNext();
    }

    /// <summary>Sends one text if none is on its way, at the pace of who calls.</summary>
    /// <returns>False where the last one is not acked yet.</returns>
    public bool TrySendOne(Histogram histogram)
    {
        if (_isWaiting)
            return false;
        _histogram = histogram;
        SendNext();
        return true;
    }

    // As those of the real widget, the time and something random: where they land in the index is part of the price.
    private void SendNext()
    {
        ClientIds.Next(_clientId);
        _isWaiting = true;
        _sentAt = Stopwatch.GetTimestamp();
        SendText(_clientId);
    }
}
