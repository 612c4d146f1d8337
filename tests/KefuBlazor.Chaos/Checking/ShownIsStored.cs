using KefuBlazor.Chaos.Records;

namespace KefuBlazor.Chaos.Checking;

/// <summary>C5: what a client shows as sent is stored.</summary>
internal sealed class ShownIsStored : Check
{
    public override string Id => "C5";

    protected override IEnumerable<string> Look(Evidence evidence)
    {
        var stored = evidence.Database.Select(message => (message.SenderId, message.ClientId)).ToHashSet();
        return from send in evidence.Sends
               where send.ShownSent && !stored.Contains((send.SenderId, send.ClientId))
               select $"{send.SenderId} shows {send.ClientId} as sent, and it is not stored";
    }
}
