using KefuBlazor.Core.Conversations;

namespace KefuBlazor.Core.Customers;

/// <content>Who a customer is to the site.</content>
internal sealed partial class CustomerService
{
    private static readonly Error NotSigned = new(ErrorCode.Forbidden, "user_hash is not the signature of external_id by this site's secret.");

    public async Task<Result<Identified>> IdentifyAsync(string customerId, Identification who, CancellationToken cancellationToken)
    {
        var said = IdentificationRules.Check(who, options.Value);
        if (!said.Succeeded)
            return said.Error!;
        if (said.Value.ExternalId is { } externalId && !UserHash.IsValid(externalId, said.Value.UserHash, options.Value.IdentitySecret))
        {
            LogRefused(customerId);
            return NotSigned;
        }

        var token = SecretToken.Create();
        var fresh = new FreshIdentity(NewId(), SecretToken.Hash(token), time.GetUtcNow());
        var change = await identities.IdentifyAsync(customerId, said.Value, fresh, changed => Publish(customerId, changed), cancellationToken);
        if (!change.Succeeded)
            return change.Error!;
        return new Identified(change.Value.Customer, change.Value.IsAnother ? token : null);
    }

    public async Task NoteContactAsync(string customerId, Identification contact, CancellationToken cancellationToken)
    {
        var given = IdentificationRules.Keep(contact);
        if (given == new Identification())
            return;
        var noted = await identities.NoteContactAsync(customerId, given, changed => Publish(customerId, changed), cancellationToken);

        // Who became another meanwhile has all that with the conversation.
        if (noted.Error is { Code: not ErrorCode.Unauthenticated } error)
            LogContactNotNoted(customerId, error.Code);
    }

    /// <summary>After the commit, in its order.</summary>
    private void Publish(string customerId, IdentityChange change)
    {
        if (change.IsAnother)
            LogBecame(customerId, change.Customer.Id);
        if (change.Changed)
            Tell(change.Customer.Id);
        foreach (var past in change.Past.Where(past => past.Agent is not null))
            hub.Publish(Audience.Agent(past.Agent!.Id), new ConversationChanged(past));
        if (change.Ended is { Conversation: var ended, HasMoved: var moved })
            PublishEnd(ended, moved);
        if (change.Open is { } open)
            hub.PublishChange(open);
        if (change.Ended is not null || change.Open is not null)
            assignment.Wake();
    }

    private void PublishEnd(Conversation ended, bool moved)
    {
        if (!moved)
        {
            hub.PublishChange(ended, stoppedWaiting: ended.Agent is null);
            return;
        }

        // The customer's connections never had it: told of its end they would show it as theirs of now.
        var changed = new ConversationChanged(ended);
        hub.Publish(ended.Agent is { } agent ? Audience.Agent(agent.Id) : Audience.AllAgents, changed);
    }
}
