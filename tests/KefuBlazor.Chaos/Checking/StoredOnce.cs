using KefuBlazor.Chaos.Records;

namespace KefuBlazor.Chaos.Checking;

/// <summary>C2: each <c>client_id</c> of a sender is stored once, and each id names one message to everybody.</summary>
internal sealed class StoredOnce : Check
{
    public override string Id => "C2";

    protected override IEnumerable<string> Look(Evidence evidence) =>
        Doubles("database", evidence.Database)
            .Concat(Doubles("API", evidence.Api))
            .Concat(SharedIds(evidence.Received))
            .Concat(SeenTwice(evidence.Received));

    private static IEnumerable<string> Doubles(string where, IReadOnlyList<StoredMessage> stored) =>
        from message in stored
        group message by (message.SenderId, message.ClientId) into same
        where same.Count() > 1
        select $"{same.Key.ClientId} of {same.Key.SenderId} stands {same.Count()} times in the {where}";

    private static IEnumerable<string> SharedIds(IReadOnlyList<ReceivedRecord> received) =>
        from one in received.Select(one => (one.Id, one.ConversationId, one.Seq)).Distinct()
        group one by one.Id into same
        where same.Count() > 1
        select $"the id {same.Key} was given to {same.Count()} places";

    private static IEnumerable<string> SeenTwice(IReadOnlyList<ReceivedRecord> received) =>
        from one in received.Select(one => (one.ReaderId, one.ConversationId, one.ClientId, one.Seq)).Distinct()
        group one by (one.ReaderId, one.ConversationId, one.ClientId) into same
        where same.Count() > 1
        select $"{same.Key.ReaderId} was shown {same.Key.ClientId} at {same.Count()} places";
}
