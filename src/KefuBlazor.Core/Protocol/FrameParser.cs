using System.Text.Json;
using System.Text.Unicode;

namespace KefuBlazor.Core.Protocol;

/// <summary>What is left of a client's text after parsing: the frame, or what can still be said of one that is refused.</summary>
/// <param name="Frame">The frame; null where it is refused.</param>
/// <param name="Echo">What its answer says back.</param>
/// <param name="Error">Why it is refused; null where it is not.</param>
internal readonly record struct ParsedFrame(ClientFrame? Frame, FrameEcho Echo, Error? Error);

/// <summary>From bytes to frames. Nothing that a client sends makes it throw.</summary>
internal static class FrameParser
{
    private static readonly Error NotAnObject = new(ErrorCode.BadRequest, "A frame is a JSON object with a string type.");
    private static readonly Error UnknownType = new(ErrorCode.UnknownType, "This server does not know the frame type.");
    private static readonly Error WrongMember = new(ErrorCode.BadRequest, "A member is missing, stands twice, or is of the wrong kind.");
    private static readonly Error Unclean = new(ErrorCode.BadRequest, "A string has a NUL, half a surrogate pair or what is no UTF-8.");
    private static readonly Error LongRef = new(ErrorCode.BadRequest, "ref is at most 64 characters.");

    public static ParsedFrame Parse(ReadOnlySpan<byte> utf8)
    {
        var outline = FrameOutline.Read(utf8, echoes: false);
        if (!outline.HasType)
            return Refuse(utf8, NotAnObject);
        if (!IsClean(utf8))
            return Refuse(utf8, Unclean);
        if (outline.Type is not { } type)
            return Refuse(utf8, UnknownType);

        try
        {
            var frame = (ClientFrame)JsonSerializer.Deserialize(utf8, type.Json)!;
            return frame.Ref is { Length: > FrameEcho.Longest } ? Refuse(utf8, LongRef) : new ParsedFrame(frame, FrameEcho.Of(type, frame), null);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            // InvalidOperationException: half a surrogate pair in an escape.
            return Refuse(utf8, WrongMember);
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

    private static ParsedFrame Refuse(ReadOnlySpan<byte> utf8, Error error) => new(null, FrameOutline.Read(utf8, echoes: true).Echo, error);
}
