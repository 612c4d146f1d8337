using System.Text.Json;

namespace KefuBlazor.Core.Protocol;

/// <summary>What an answer says back of a frame, so that its sender knows which one is meant.</summary>
/// <param name="Type">The frame's <c>type</c>; null where there is none, or where it is none that could be said back.</param>
/// <param name="ClientId">Its <c>client_id</c>, likewise.</param>
/// <param name="Ref">Its <c>ref</c>, likewise.</param>
internal readonly record struct FrameEcho(string? Type, string? ClientId, string? Ref)
{
    /// <summary>The longest text that is said back.</summary>
    public const int Longest = 64;

    // No name of a type is as long, even if each of its letters is written as an escape.
    private const int LongestName = 128;

    /// <summary>Of a frame that was read.</summary>
    public static FrameEcho Of(FrameType type, ClientFrame frame) =>
        new(type.Name, frame is SendFrame { ClientId: { Length: <= Longest } clientId } ? clientId : null, frame.Ref);

    /// <summary>The string that the reader is at, if it is short and clean enough to be said back; null for any other value.</summary>
    public static string? Of(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String || reader.ValueSpan.Length > Longest * 6)
            return null;
        var text = reader.GetString()!;
        return text.Length <= Longest && Text.IsClean(text) ? text : null;
    }

    /// <summary>The type that the string names which the reader is at; null where this server knows none of that name.</summary>
    public static FrameType? Find(ref Utf8JsonReader reader)
    {
        if (reader.ValueSpan.Length > LongestName)
            return null;
        Span<char> name = stackalloc char[LongestName];
        return FrameType.Find(name[..reader.CopyString(name)]);
    }
}
