namespace KefuBlazor.Benchmarks.Relay;

internal sealed class ProductCustomer : RelayCustomer
{
    private static readonly int IdAt = """{"type":"text","client_id":""".Length + 1;

    private readonly byte[] _frame = [.. """{"type":"text","client_id":"------------------------","content":" """u8.TrimEnd((byte)' '), .. Content, .. "\"}"u8];

    protected override void SendText(ReadOnlySpan<byte> clientId)
    {
        clientId.CopyTo(_frame.AsSpan(IdAt));
        Send(_frame);
    }

    protected override void OnText(ReadOnlySpan<byte> utf8)
    {
        if (utf8.StartsWith("""{"type":"ack","""u8))
            Ack(utf8);
        else if (utf8.StartsWith("""{"type":"error","""u8))
            Fail("A text was refused.");
    }
}
