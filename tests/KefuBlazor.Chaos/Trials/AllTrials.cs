namespace KefuBlazor.Chaos.Trials;

/// <summary>All tests, in the order in which they are played.</summary>
internal static class AllTrials
{
    public static IReadOnlyList<Trial> List { get; } =
    [
        new BrokenPromise("S0", "None", "the same course with nothing broken", check: null),
        new BrokenPromise("S1", "AckBeforeCommit", "broken on purpose: ack before the commit", "C1", "it is not there"),
        new BrokenPromise("S2", "NoDedupe", "broken on purpose: no `client_id` is known again", "C2"),
        new BrokenPromise("S3", "NoGapFill", "broken on purpose: events get lost and nobody fetches", "C4"),
        new BrokenPromise("S4", "OrderByClock", "broken on purpose: order by clock", "C3"),
        new BrokenPromise("S5", "FetchBeforeSubscribe", "broken on purpose: fetch, then subscribe", "C4"),
        new R01NoFault(),
        new R02KilledNodes(),
        new R03PowerCut(),
        new R04SyncBeforeAck(),
        new R05FailedSync(),
        new R06FullDisk(),
        new R07LostRedis("R07", hangs: false),
        new R07LostRedis("R08", hangs: true),
        new R09NoRedisAtBoot(),
        new R10KilledSubscriptions(),
        new R12OneWayCut(),
        new R13TwoWayCut(),
        new R13LongCut(),
        new R14FrozenTab(),
        new R15Drain(),
        new R16LostDesk(),
        new R16LongLostDesk(),
        new R17WrongClock(),
        new R18Races(),
        new R19LockedDatabase(),
        new R19RestartedDatabase(),
        new R20Backup(),
        new R21Restarted(),
        new R22AllAtOnce(),
        new R23Soak(),
    ];
}
