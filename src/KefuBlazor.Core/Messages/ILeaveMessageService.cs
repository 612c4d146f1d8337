namespace KefuBlazor.Core.Messages;

/// <summary>For a customer who will not wait: a message that is answered later.</summary>
public interface ILeaveMessageService
{
    /// <summary>
    /// Stores a message as <see cref="IMessageService.SendAsync"/> does and notes on the conversation that it was left, and how its customer can
    /// be answered. It goes into the queue in its order of time, or keeps the place that the customer has. While somebody is there and the
    /// customer does not wait it is <see cref="ErrorCode.Conflict"/>.
    /// </summary>
    Task<Result<Receipt>> LeaveAsync(OutgoingMessage message, CancellationToken cancellationToken = default);
}
