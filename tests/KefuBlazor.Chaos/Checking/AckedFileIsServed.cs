using KefuBlazor.Chaos.Records;

namespace KefuBlazor.Chaos.Checking;

/// <summary>C9: the file of a message that was acknowledged is served with the bytes that were sent, and no message got another's.</summary>
internal sealed class AckedFileIsServed : Check
{
    public override string Id => "C9";

    protected override IEnumerable<string> Look(Evidence evidence)
    {
        var api = evidence.Api.ToLookup(message => (message.SenderId, message.ClientId));
        return from send in evidence.Sends
               where send.Outcome == SendOutcome.Ok
               from message in api[(send.SenderId, send.ClientId)]
               where message.File != send.File
               let what = message.File is null ? "its file is not served" : send.File is null ? "a file that nobody sent is served" : "other bytes are served"
               select $"{send.SenderId} had an ack for {send.ClientId} at {message.ConversationId}-{message.Seq}: {what}";
    }
}
