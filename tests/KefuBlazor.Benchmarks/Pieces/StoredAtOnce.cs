using KefuBlazor.Core;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Messages;

namespace KefuBlazor.Benchmarks.Pieces;

/// <summary>Messages without a store behind them: every one counts as stored, and as the same.</summary>
internal sealed class StoredAtOnce : IMessageService
{
    private readonly Task<Result<Receipt>> _receipt = Task.FromResult<Result<Receipt>>(new Receipt(Model, Duplicate: false));

    /// <summary>A text as a widget sends it.</summary>
    public static ReadOnlyMemory<byte> Frame { get; } =
        """{"type":"text","client_id":"019c2d5e8f3a4b5c6d7e8f90","content":"请问 order 20260118-0042 什么时候发货？"}"""u8.ToArray();

    /// <summary>The same once it is stored.</summary>
    public static Message Model { get; } = new()
    {
        ConversationId = "019c2d5e-8f3a-7000-8b5c-6d7e8f901234",
        Seq = 17,
        ClientId = "019c2d5e8f3a4b5c6d7e8f90",
        SenderType = ParticipantType.Customer,
        SenderId = "customer_0123456789abcdef",
        SenderName = "访客 7QK2",
        RecipientId = "agent_1",
        Content = "请问 order 20260118-0042 什么时候发货？",
        SentAt = new DateTimeOffset(2026, 1, 18, 9, 30, 0, 123, TimeSpan.Zero),
    };

    public Task<Result<Receipt>> SendAsync(OutgoingMessage message, CancellationToken cancellationToken) => _receipt;

    public Task<Result<HistoryPage>> HistoryAsync(Participant caller, HistoryQuery query, CancellationToken cancellationToken) =>
        Task.FromResult<Result<HistoryPage>>(new HistoryPage(null, [], HasMore: false));
}
