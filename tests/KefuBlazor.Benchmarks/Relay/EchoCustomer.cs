namespace KefuBlazor.Benchmarks.Relay;

internal sealed class EchoCustomer : RelayCustomer
{
    private readonly byte[] _frame = [.. new byte[24], .. Content];

    protected override void SendText(ReadOnlySpan<byte> clientId)
    {
        clientId.CopyTo(_frame);
        Send(_frame);
    }

    protected override void OnText(ReadOnlySpan<byte> utf8) => Ack(utf8);
}
