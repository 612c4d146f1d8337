using System.Text;

namespace KefuBlazor.Benchmarks.Relay;

internal sealed class ProductCustomer : RelayCustomer
{
    private static readonly int IdAt = """{"type":"text","client_id":""".Length + 1;

    private readonly byte[] _frame = [.. """{"type":"text","client_id":"------------------------","content":" """u8.TrimEnd((byte)' '), .. Content, .. "\"}"u8];

    private readonly TaskCompletionSource _welcomed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the welcome has come.</summary>
    public Task Welcomed => _welcomed.Task;

    /// <summary>By which a customer who was new is known when they return.</summary>
    public (string Id, string Token) Identity { get; private set; }

    protected override void SendText(ReadOnlySpan<byte> clientId)
    {
        clientId.CopyTo(_frame.AsSpan(IdAt));
        Send(_frame);
    }

    protected override void OnText(ReadOnlySpan<byte> utf8)
    {
        if (utf8.StartsWith("""{"type":"ack","""u8))
            Ack(utf8);
        else if (utf8.StartsWith("""{"type":"welcome","""u8))
            Welcome(utf8);
        else if (utf8.StartsWith("""{"type":"error","""u8))
            Fail("A text was refused.");
    }

    private void Welcome(ReadOnlySpan<byte> utf8)
    {
        Identity = (Member(utf8, "\"user_id\":\""u8), Member(utf8, "\"visitor_token\":\""u8));
        _welcomed.TrySetResult();
    }

    private static string Member(ReadOnlySpan<byte> utf8, ReadOnlySpan<byte> name)
    {
        var at = utf8.IndexOf(name);
        if (at < 0)
            return string.Empty;
        var value = utf8[(at + name.Length)..];
        return Encoding.UTF8.GetString(value[..value.IndexOf((byte)'"')]);
    }
}
