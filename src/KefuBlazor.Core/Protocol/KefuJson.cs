using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace KefuBlazor.Core.Protocol;

/// <summary>
/// The frames' JSON, generated at compile time: snake_case, absent rather than null, times to the millisecond. A member that stands twice
/// is refused, since nobody could say which one counts, and so is a null where a value is needed.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    Converters = [typeof(WireTimeConverter)])]
[JsonSerializable(typeof(TextFrame))]
[JsonSerializable(typeof(ImageFrame))]
[JsonSerializable(typeof(FileFrame))]
[JsonSerializable(typeof(VoiceFrame))]
[JsonSerializable(typeof(VideoFrame))]
[JsonSerializable(typeof(TypingFrame))]
[JsonSerializable(typeof(DeliveredFrame))]
[JsonSerializable(typeof(ReadFrame))]
[JsonSerializable(typeof(HistoryRequestFrame))]
[JsonSerializable(typeof(PageFrame))]
[JsonSerializable(typeof(IdentifyFrame))]
[JsonSerializable(typeof(IdentifiedFrame))]
[JsonSerializable(typeof(CloseFrame))]
[JsonSerializable(typeof(RatingFrame))]
[JsonSerializable(typeof(LeaveMessageFrame))]
[JsonSerializable(typeof(StatusFrame))]
[JsonSerializable(typeof(AcceptFrame))]
[JsonSerializable(typeof(HeartbeatRequestFrame))]
[JsonSerializable(typeof(WelcomeFrame))]
[JsonSerializable(typeof(MessageFrame))]
[JsonSerializable(typeof(AckFrame))]
[JsonSerializable(typeof(HistoryFrame))]
[JsonSerializable(typeof(ConversationFrame))]
[JsonSerializable(typeof(TypingNoticeFrame))]
[JsonSerializable(typeof(MarkFrame))]
[JsonSerializable(typeof(OnlineFrame))]
[JsonSerializable(typeof(HeartbeatFrame))]
[JsonSerializable(typeof(ByeFrame))]
[JsonSerializable(typeof(ErrorFrame))]
public sealed partial class KefuJson : JsonSerializerContext
{
    /// <summary>
    /// What the wire speaks. Chinese goes as it is, three bytes a character and not the six of an escape; frames stand in no HTML, for which
    /// the default would escape it.
    /// </summary>
    public static KefuJson Wire =>
        field ??= new KefuJson(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}

/// <summary>RFC 3339 in UTC with milliseconds, as <c>2026-01-18T09:21:14.123Z</c>.</summary>
public sealed class WireTimeConverter : JsonConverter<DateTimeOffset>
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        Span<char> text = stackalloc char[24];
        value.UtcDateTime.TryFormat(text, out var written, Format, CultureInfo.InvariantCulture);
        writer.WriteStringValue(text[..written]);
    }
}
