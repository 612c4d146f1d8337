using System.Text.Json.Serialization.Metadata;

namespace KefuBlazor.Core.Protocol;

/// <summary>A type of frame that clients send.</summary>
/// <param name="Name">As the wire has it.</param>
/// <param name="Json">How it is read.</param>
internal sealed record FrameType(string Name, JsonTypeInfo Json)
{
    private static readonly Dictionary<string, FrameType> Known = new[]
    {
        new FrameType("text", KefuJson.Wire.TextFrame),
        new FrameType("typing", KefuJson.Wire.TypingFrame),
        new FrameType("delivered", KefuJson.Wire.DeliveredFrame),
        new FrameType("read", KefuJson.Wire.ReadFrame),
        new FrameType("heartbeat", KefuJson.Wire.HeartbeatRequestFrame),
        new FrameType("history", KefuJson.Wire.HistoryRequestFrame),
        new FrameType("page", KefuJson.Wire.PageFrame),
        new FrameType("identify", KefuJson.Wire.IdentifyFrame),
        new FrameType("close", KefuJson.Wire.CloseFrame),
        new FrameType("rating", KefuJson.Wire.RatingFrame),
        new FrameType("leave_message", KefuJson.Wire.LeaveMessageFrame),
        new FrameType("status", KefuJson.Wire.StatusFrame),
        new FrameType("accept", KefuJson.Wire.AcceptFrame),
        new FrameType("image", KefuJson.Wire.ImageFrame),
        new FrameType("file", KefuJson.Wire.FileFrame),
        new FrameType("voice", KefuJson.Wire.VoiceFrame),
        new FrameType("video", KefuJson.Wire.VideoFrame),
    }.ToDictionary(type => type.Name);

    private static readonly Dictionary<string, FrameType>.AlternateLookup<ReadOnlySpan<char>> ByName = Known.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The type of that name; null where this server knows none.</summary>
    public static FrameType? Find(ReadOnlySpan<char> name) => ByName.TryGetValue(name, out var type) ? type : null;
}
