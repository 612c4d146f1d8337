using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Messages;

namespace KefuBlazor.Core.Transcripts;

/// <summary>What a transcript says besides what people wrote, in one language.</summary>
public sealed record TranscriptWords
{
    /// <summary>The language as browsers write it.</summary>
    public required string Language { get; init; }

    public required string Title { get; init; }

    public required string Customer { get; init; }

    public required string Agent { get; init; }

    public required string Opened { get; init; }

    public required string Closed { get; init; }

    public required string Rating { get; init; }

    /// <summary>Before the name of a file.</summary>
    public required string File { get; init; }

    /// <summary>Who speaks where the system does.</summary>
    public required string System { get; init; }

    /// <summary>What the system says, by code.</summary>
    public required IReadOnlyDictionary<string, string> Codes { get; init; }

    public static TranscriptWords Chinese { get; } = new()
    {
        Language = "zh-CN",
        Title = "会话记录",
        Customer = "客户",
        Agent = "客服",
        Opened = "开始时间",
        Closed = "结束时间",
        Rating = "评价",
        File = "文件",
        System = "系统",
        Codes = new Dictionary<string, string> { [IdleService.WarningCode] = "已有一段时间没有收到消息，如无新消息，会话将自动结束。" },
    };

    public static TranscriptWords English { get; } = new()
    {
        Language = "en",
        Title = "Chat transcript",
        Customer = "Customer",
        Agent = "Agent",
        Opened = "Started",
        Closed = "Ended",
        Rating = "Rating",
        File = "File",
        System = "System",
        Codes = new Dictionary<string, string> { [IdleService.WarningCode] = "There was no message for a while. The chat will end by itself if none comes." },
    };

    /// <summary>The words of the reader's language.</summary>
    public static TranscriptWords Of(string? language) =>
        language?.StartsWith("en", StringComparison.OrdinalIgnoreCase) == true ? English : Chinese;

    /// <summary>What a message says, in one text.</summary>
    internal string Say(Message message) => message.Kind switch
    {
        MessageKind.Text => message.Content,
        MessageKind.System => message.Content.Length > 0 ? message.Content : Codes.GetValueOrDefault(message.Code ?? string.Empty, message.Code ?? string.Empty),
        _ => $"[{File}] {message.Attachment?.FileName}",
    };

    internal string Name(Message message) => message.SenderType == ParticipantType.System ? System : message.SenderName;
}
