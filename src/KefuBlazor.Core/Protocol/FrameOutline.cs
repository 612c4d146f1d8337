using System.Text.Json;

namespace KefuBlazor.Core.Protocol;

/// <summary>
/// The members that an answer needs even where the frame is refused, read in one pass that builds nothing else.
/// </summary>
/// <param name="HasType">Whether the text is a JSON object with one string <c>type</c>.</param>
/// <param name="Type">That type; null where there is none, or where it is none that could be said back.</param>
/// <param name="ClientId">Its <c>client_id</c>, where it can be said back.</param>
/// <param name="Ref">Its <c>ref</c>, where it can be said back.</param>
internal readonly record struct FrameOutline(bool HasType, string? Type, string? ClientId, string? Ref)
{
    private const int LongestEcho = 64;

    public static FrameOutline Read(ReadOnlySpan<byte> utf8)
    {
        var outline = default(FrameOutline);
        var types = 0;
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
                    var type = ReadShort(ref reader);
                    var counts = ++types == 1 && reader.TokenType == JsonTokenType.String;
                    outline = outline with { HasType = counts, Type = counts ? type : null };
                }
                else if (reader.ValueTextEquals("client_id"u8))
                    outline = outline with { ClientId = ReadShort(ref reader) };
                else if (reader.ValueTextEquals("ref"u8))
                    outline = outline with { Ref = ReadShort(ref reader) };
                else
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

    /// <summary>A string that is short and clean enough to be said back; null for any other value.</summary>
    private static string? ReadShort(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return null;
        }

        if (reader.ValueSpan.Length > LongestEcho * 6)
            return null;
        var text = reader.GetString()!;
        return text.Length <= LongestEcho && Text.IsClean(text) ? text : null;
    }
}
