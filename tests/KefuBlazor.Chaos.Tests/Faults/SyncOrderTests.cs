using KefuBlazor.Chaos.Faults;

namespace KefuBlazor.Chaos.Tests.Faults;

public sealed class SyncOrderTests
{
    private const string Written = """7 pwrite64(94</d/kefu.db-wal>, "…customer1-12\345hello…", 4096, 32) = 4096""";
    private const string Synced = "7 fsync(94</d/kefu.db-wal>) = 0";
    private const string Acked = """9 sendmsg(88<socket:[1]>, {msg_iov=[{iov_base="{\"type\":\"ack\",\"client_id\":\"customer1-12\",\"seq\":3,\"duplicate\":false}"}]}, 0) = 99""";

    [Fact]
    public void Judge_WrittenSyncedAcked_IsInOrder()
    {
        var (acks, tooSoon) = SyncOrder.Judge([Written, Synced, Acked]);
        Assert.Equal(1, acks);
        Assert.Empty(tooSoon);
    }

    [Fact]
    public void Judge_SyncReturnsInAnotherLine_IsInOrder() => Assert.Empty(SyncOrder.Judge(
        [Written, "7 fdatasync(94</d/kefu.db-wal> <unfinished ...>", "7 <... fdatasync resumed>) = 0", Acked]).TooSoon);

    [Theory]
    [InlineData("never synced")]
    [InlineData("synced before it was written")]
    [InlineData("not yet returned")]
    [InlineData("failed")]
    public void Judge_NotSynced_IsTooSoon(string how)
    {
        string[] lines = how switch
        {
            "never synced" => [Written, Acked],
            "synced before it was written" => [Synced, Written, Acked],
            "not yet returned" => [Written, "7 fdatasync(94</d/kefu.db-wal> <unfinished ...>", Acked, "7 <... fdatasync resumed>) = 0"],
            _ => [Written, "7 fdatasync(94</d/kefu.db-wal>) = -1 EIO (Input/output error) (INJECTED)", Acked],
        };
        Assert.Equal(["customer1-12"], SyncOrder.Judge(lines).TooSoon);
    }

    [Fact]
    public void Judge_BeganBeforeTheWrite_IsTooSoon() => Assert.Single(SyncOrder.Judge(
        ["7 fdatasync(94</d/kefu.db-wal> <unfinished ...>", Written, "7 <... fdatasync resumed>) = 0", Acked]).TooSoon);
}
