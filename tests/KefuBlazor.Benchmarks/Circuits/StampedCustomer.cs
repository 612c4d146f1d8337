using System.Diagnostics;
using System.Text;
using KefuBlazor.Benchmarks.Measures;
using KefuBlazor.Benchmarks.Wire;

namespace KefuBlazor.Benchmarks.Circuits;

/// <summary>A customer whose texts can be told apart wherever they are shown. Written to by one thread, seen by those of desks.</summary>
/// <param name="index">Which one they are.</param>
/// <param name="texts">How many they write at most.</param>
internal sealed class StampedCustomer(int index, int texts) : RawWebSocket
{
    private readonly long[] _sentAt = new long[texts + 1];
    private readonly TaskCompletionSource _welcomed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private int _acked;
    private int _seen;

    /// <summary>Ends when the welcome has come.</summary>
    public Task Welcomed => _welcomed.Task;

    /// <summary>Where they write; null before the first ack.</summary>
    public string? ConversationId { get; private set; }

    /// <summary>How many texts they wrote.</summary>
    public int Sent { get; private set; }

    public bool IsWaiting => Volatile.Read(ref _acked) < Sent;

    /// <summary>The newest text that a desk has shown.</summary>
    public int Seen => Volatile.Read(ref _seen);

    /// <summary>From sending to the ack, where it is measured.</summary>
    public Histogram? Acks { get; set; }

    /// <summary>When a text was sent: a <see cref="Stopwatch"/> timestamp.</summary>
    public long SentAt(int number) => Volatile.Read(ref _sentAt[number]);

    /// <summary>Writes the next text.</summary>
    public void Write()
    {
        var stamp = Stamp.Write(index, ++Sent);
        Volatile.Write(ref _sentAt[Sent], Stopwatch.GetTimestamp());
        Send(Encoding.UTF8.GetBytes($$"""{"type":"text","client_id":"text{{stamp.Trim('~')}}","content":"请问 order 20260118-0042 什么时候发货 {{stamp}}"}"""));
    }

    /// <summary>A desk shows a text.</summary>
    /// <returns>Whether none so new was shown before.</returns>
    public bool TrySee(int number)
    {
        lock (_gate)
        {
            if (number <= _seen)
                return false;
            _seen = number;
            return true;
        }
    }

    protected override void OnText(ReadOnlySpan<byte> utf8)
    {
        if (utf8.StartsWith("""{"type":"ack","""u8))
            Ack(utf8);
        else if (utf8.StartsWith("""{"type":"welcome","""u8))
            _welcomed.TrySetResult();
        else if (utf8.StartsWith("""{"type":"error","""u8))
            Fail("A text was refused: " + Encoding.UTF8.GetString(utf8));
    }

    private void Ack(ReadOnlySpan<byte> utf8)
    {
        ConversationId ??= Member(utf8, "\"conversation_id\":\""u8);
        var acked = _acked + 1;
        Acks?.Add(SentAt(acked));
        Volatile.Write(ref _acked, acked);
    }

    private static string Member(ReadOnlySpan<byte> utf8, ReadOnlySpan<byte> name)
    {
        var value = utf8[(utf8.IndexOf(name) + name.Length)..];
        return Encoding.UTF8.GetString(value[..value.IndexOf((byte)'"')]);
    }
}
