using KefuBlazor.Chaos.Records;

namespace KefuBlazor.Chaos.Checking;

/// <summary>C1: what was acknowledged is stored, where the ack said and as it was sent, for the database and the API alike.</summary>
internal sealed class AckedIsStored : Check
{
    public override string Id => "C1";

    protected override IEnumerable<string> Look(Evidence evidence)
    {
        var database = evidence.Database.ToLookup(message => (message.SenderId, message.ClientId));
        var api = evidence.Api.ToLookup(message => (message.SenderId, message.ClientId));
        foreach (var send in evidence.Sends.Where(send => send.Outcome == SendOutcome.Ok))
        {
            if (Lacks(database, send) is { } missing)
                yield return $"{send.SenderId} had an ack for {send.ClientId} at {send.ConversationId}-{send.AckedSeq}: {missing} in the database";
            if (Lacks(api, send) is { } hidden)
                yield return $"{send.SenderId} had an ack for {send.ClientId} at {send.ConversationId}-{send.AckedSeq}: {hidden} in the API";
        }
    }

    private static string? Lacks(ILookup<(string, string), StoredMessage> stored, SendRecord send)
    {
        var found = stored[(send.SenderId, send.ClientId)].ToList();
        if (found.Count == 0)
            return "it is not there";
        if (!found.Exists(message => message.ConversationId == send.ConversationId && message.Seq == send.AckedSeq))
            return $"it stands at {found[0].ConversationId}-{found[0].Seq}";
        return found.TrueForAll(message => message.Content == send.Content) ? null : "it has another text";
    }
}
