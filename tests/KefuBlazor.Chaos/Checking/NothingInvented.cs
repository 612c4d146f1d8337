using KefuBlazor.Chaos.Records;

namespace KefuBlazor.Chaos.Checking;

/// <summary>C6: nothing is stored that nobody sent, or whose sender was told that it was not.</summary>
internal sealed class NothingInvented : Check
{
    public override string Id => "C6";

    protected override IEnumerable<string> Look(Evidence evidence)
    {
        var sends = new Dictionary<(string, string), SendRecord>();
        foreach (var send in evidence.Sends)
            sends[(send.SenderId, send.ClientId)] = send;
        foreach (var message in evidence.Database.Concat(evidence.Api).Where(message => !message.IsOfSystem))
        {
            var place = $"{message.ConversationId}-{message.Seq}";
            if (!sends.TryGetValue((message.SenderId, message.ClientId), out var send))
                yield return $"{place} holds {message.ClientId} of {message.SenderId}, which nobody sent";
            else if (send.Content != message.Content)
                yield return $"{place} holds another text than was sent as {message.ClientId}";
            else if (send is { Outcome: SendOutcome.Failed, EveryAttemptRefused: true })
                yield return $"{place} holds {message.ClientId}, though its sender was told that it failed";
        }
    }
}
