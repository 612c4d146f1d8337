using KefuBlazor.Chaos.Records;

namespace KefuBlazor.Chaos.Tests.Checking;

/// <summary>
/// Evidence of a run in which nothing went wrong: two customers and an agent, of whom each test spoils one thing.
/// </summary>
internal static class Scene
{
    public static StoredConversation First { get; } = Conversation("a", "ann");

    public static StoredConversation Second { get; } = Conversation("b", "bob");

    public static Evidence Sound()
    {
        StoredMessage[] stored = [Message("a", 1, "ann", "ann-1"), Message("a", 2, "kefu001", "kefu-1"), Message("a", 3, "ann", "ann-2"), Message("b", 1, "bob", "bob-1")];
        return new Evidence
        {
            Sends =
            [
                Sent("ann", "ann-1", "a", 1, invoked: 0, acked: 1), Sent("kefu001", "kefu-1", "a", 2, invoked: 2, acked: 3),
                Sent("ann", "ann-2", "a", 3, invoked: 4, acked: 5), Sent("bob", "bob-1", "b", 1, invoked: 0, acked: 1),
            ],
            Database = stored,
            Api = stored,
            Received = [Told("kefu001", "a", 1, "ann-1"), Told("ann", "a", 2, "kefu-1"), Told("kefu001", "a", 3, "ann-2"), Told("kefu001", "b", 1, "bob-1")],
            Views = [Holds("ann", "a", 1, 2, 3), Holds("kefu001", "a", 1, 2, 3), Holds("bob", "b", 1), Holds("kefu001", "b", 1)],
            Conversations = [First, Second],
        };
    }

    public static StoredMessage Message(string conversation, long seq, string sender, string clientId) =>
        new(conversation, seq, sender, clientId, $"text of {clientId}");

    public static SendRecord Sent(string sender, string clientId, string conversation, long seq, int invoked, int acked) => new(
        sender, clientId, conversation, $"text of {clientId}", TimeSpan.FromSeconds(invoked), SendOutcome.Ok, TimeSpan.FromSeconds(acked), seq, ShownSent: true);

    public static ReceivedRecord Told(string reader, string conversation, long seq, string clientId) =>
        new(reader, 1, true, conversation, seq, $"{conversation}-{seq}", clientId);

    public static View Holds(string reader, string conversation, params long[] seqs) => new(reader, conversation, seqs.ToHashSet());

    private static StoredConversation Conversation(string id, string customer) =>
        new(id, customer, "kefu001", IsClosed: false, LastSeq: id == "a" ? 3 : 1, new HashSet<string> { "kefu001" });
}
