namespace KefuBlazor.Benchmarks.Relay;

internal sealed class ProductAgent : RelayAgent
{
    protected override void OnText(ReadOnlySpan<byte> utf8)
    {
        if (utf8.StartsWith("""{"type":"text","""u8))
            Count();
    }
}
