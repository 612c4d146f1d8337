using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace KefuBlazor.Core.Protocol;

/// <summary>What is left of a client's text after parsing: the frame, or what can still be said of one that is refused.</summary>
/// <param name="Frame">The frame; null where it is refused.</param>
/// <param name="Type">Its type, where it had one.</param>
/// <param name="ClientId">Its <c>client_id</c>, where it had one: a refused send names it.</param>
/// <param name="Ref">Its <c>ref</c>, where it had one.</param>
/// <param name="Error">Why it is refused; null where it is not.</param>
internal readonly record struct ParsedFrame(ClientFrame? Frame, string? Type, string? ClientId, string? Ref, Error? Error);

/// <summary>From bytes to frames. Nothing that a client sends makes it throw.</summary>
internal static class FrameParser
{
    private const int LongestEcho = 64;

    private static readonly Error NotAnObject = new(ErrorCode.BadRequest, "A frame is a JSON object with a string type.");
    private static readonly Error WrongMember = new(ErrorCode.BadRequest, "A member is missing, stands twice, or is of the wrong kind.");
    private static readonly Error Unclean = new(ErrorCode.BadRequest, "A string has a NUL, half a surrogate pair or what is no UTF-8.");
    private static readonly Error LongRef = new(ErrorCode.BadRequest, "ref is at most 64 characters.");

    // Checked in the order of how often they come.
    private static readonly Dictionary<string, JsonTypeInfo> Types = new()
    {
        ["text"] = KefuJson.Wire.TextFrame,
        ["typing"] = KefuJson.Wire.TypingFrame,
        ["delivered"] = KefuJson.Wire.DeliveredFrame,
        ["read"] = KefuJson.Wire.ReadFrame,
        ["heartbeat"] = KefuJson.Wire.HeartbeatRequestFrame,
        ["history"] = KefuJson.Wire.HistoryRequestFrame,
        ["page"] = KefuJson.Wire.PageFrame,
        ["identify"] = KefuJson.Wire.IdentifyFrame,
        ["close"] = KefuJson.Wire.CloseFrame,
        ["rating"] = KefuJson.Wire.RatingFrame,
        ["leave_message"] = KefuJson.Wire.LeaveMessageFrame,
        ["status"] = KefuJson.Wire.StatusFrame,
        ["accept"] = KefuJson.Wire.AcceptFrame,
        ["image"] = KefuJson.Wire.ImageFrame,
        ["file"] = KefuJson.Wire.FileFrame,
        ["voice"] = KefuJson.Wire.VoiceFrame,
        ["video"] = KefuJson.Wire.VideoFrame,
    };

    public static ParsedFrame Parse(ReadOnlySpan<byte> utf8)
    {
        var outline = FrameOutline.Read(utf8);
        if (!outline.HasType)
            return Refuse(outline, NotAnObject);
        if (!IsClean(utf8))
            return Refuse(outline, Unclean);
        if (outline.Type is not { } type || !Types.TryGetValue(type, out var typeInfo))
            return Refuse(outline, new Error(ErrorCode.UnknownType, "This server does not know the frame type."));

        try
        {
            var frame = (ClientFrame)JsonSerializer.Deserialize(utf8, typeInfo)!;
            if (frame.Ref is { } reference && (reference.Length > LongestEcho || !Text.IsClean(reference)))
                return Refuse(outline with { Ref = null }, LongRef);
            return new ParsedFrame(frame, type, outline.ClientId, frame.Ref, null);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            // InvalidOperationException: half a surrogate pair in an escape.
            return Refuse(outline, WrongMember);
        }
    }

    /// <summary>Whether every string in it, names and unknown members too, is one that can be stored and said again.</summary>
    private static bool IsClean(ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8))
            return false;

        // JSON has no other way to write a NUL or half a pair, and most clients never use this one.
        if (utf8.IndexOf("\\u"u8) < 0)
            return true;
        try
        {
            var reader = new Utf8JsonReader(utf8);
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped && !Text.IsClean(reader.GetString()))
                    return false;
            }

            return true;
        }
        catch (InvalidOperationException)
        {
            return false; // half a pair
        }
    }

    private static ParsedFrame Refuse(FrameOutline outline, Error error) => new(null, outline.Type, outline.ClientId, outline.Ref, error);
}
