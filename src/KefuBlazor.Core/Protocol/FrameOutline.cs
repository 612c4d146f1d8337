using System.Text.Json;

namespace KefuBlazor.Core.Protocol;

/// <summary>
/// What must be known of a text before it is read as a frame, and what an answer needs even where it is refused: found in one pass.
/// </summary>
/// <param name="HasType">Whether the text is a JSON object with one string <c>type</c>.</param>
/// <param name="Type">That type; null where this server does not know it.</param>
/// <param name="Echo">What can be said back; nothing unless it was asked for.</param>
internal readonly record struct FrameOutline(bool HasType, FrameType? Type, FrameEcho Echo)
{
    /// <param name="utf8">The text.</param>
    /// <param name="echoes">Whether what a refusal says back is made too; most frames are not refused, and then the pass makes no object.</param>
    public static FrameOutline Read(ReadOnlySpan<byte> utf8, bool echoes)
    {
        var (outline, types) = (default(FrameOutline), 0);
        try
        {
            var reader = new Utf8JsonReader(utf8);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return default;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("type"u8))
                {
                    // Twice, and nobody could say which one counts: then there is none.
                    reader.Read();
                    var counts = ++types == 1 && reader.TokenType == JsonTokenType.String;
                    var type = counts ? FrameEcho.Find(ref reader) : null;
                    outline = new FrameOutline(counts, type, outline.Echo with { Type = counts && echoes ? FrameEcho.Of(ref reader) : null });
                }
                else if (echoes && reader.ValueTextEquals("client_id"u8))
                {
                    reader.Read();
                    outline = outline with { Echo = outline.Echo with { ClientId = FrameEcho.Of(ref reader) } };
                }
                else if (echoes && reader.ValueTextEquals("ref"u8))
                {
                    reader.Read();
                    outline = outline with { Echo = outline.Echo with { Ref = FrameEcho.Of(ref reader) } };
                }

                reader.Skip();
            }

            // The reader checks the rest: what follows the object would be an error.
            return reader.Read() ? default : outline;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return default;
        }
    }
}
