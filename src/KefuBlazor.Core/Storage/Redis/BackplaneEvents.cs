using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using KefuBlazor.Core.Agents;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Customers;
using KefuBlazor.Core.Messages;
using KefuBlazor.Core.Presence;
using KefuBlazor.Core.Streams;

namespace KefuBlazor.Core.Storage.Redis;

/// <summary>Which of the hub's events cross to other nodes, and what they are called on the way.</summary>
internal static class BackplaneEvents
{
    private static readonly (string Name, JsonTypeInfo Json)[] Crossing =
    [
        ("message.added", BackplaneJson.Default.MessageAdded),
        ("conversation.changed", BackplaneJson.Default.ConversationChanged),
        ("conversation.mark_moved", BackplaneJson.Default.MarkMoved),
        ("typing.changed", BackplaneJson.Default.TypingChanged),
        ("customer.changed", BackplaneJson.Default.CustomerChanged),
        ("agent.status_changed", BackplaneJson.Default.AgentStatusChanged),
        ("sign_in.ended", BackplaneJson.Default.SignInEnded),
        ("stream.frame_sent", BackplaneJson.Default.StreamFrameSent),
        ("stream.frame_answered", BackplaneJson.Default.StreamFrameAnswered),
        ("node.presence_changed", BackplaneJson.Default.NodePresenceChanged),
    ];

    private static readonly Dictionary<Type, string> Names = Crossing.ToDictionary(item => item.Json.Type, item => item.Name);
    private static readonly Dictionary<string, JsonTypeInfo> ByName = Crossing.ToDictionary(item => item.Name, item => item.Json);

    /// <summary>What all that cross are called.</summary>
    public static IEnumerable<string> All => ByName.Keys;

    /// <summary>The events that each node finds for itself, from presence and the store.</summary>
    public static IReadOnlySet<Type> Staying { get; } = new HashSet<Type> { typeof(PresenceChanged), typeof(OnlineChanged), typeof(ConversationHead) };

    /// <summary>What an event is called; null if it does not cross.</summary>
    public static string? NameOf(Type type) => Names.GetValueOrDefault(type);

    public static byte[] Write(string name, object @event) => JsonSerializer.SerializeToUtf8Bytes(@event, ByName[name]);

    /// <summary>Null for an event of a newer version, which this one does not know.</summary>
    /// <exception cref="JsonException">It is not what its name says.</exception>
    public static object? Read(string name, ReadOnlySpan<byte> utf8) =>
        ByName.TryGetValue(name, out var json) ? JsonSerializer.Deserialize(utf8, json) : null;
}

[JsonSourceGenerationOptions(IgnoreReadOnlyProperties = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MessageAdded))]
[JsonSerializable(typeof(ConversationChanged))]
[JsonSerializable(typeof(MarkMoved))]
[JsonSerializable(typeof(TypingChanged))]
[JsonSerializable(typeof(CustomerChanged))]
[JsonSerializable(typeof(AgentStatusChanged))]
[JsonSerializable(typeof(SignInEnded))]
[JsonSerializable(typeof(StreamFrameSent))]
[JsonSerializable(typeof(StreamFrameAnswered))]
[JsonSerializable(typeof(NodePresenceChanged))]
[JsonSerializable(typeof(SignInState))]
internal sealed partial class BackplaneJson : JsonSerializerContext;
