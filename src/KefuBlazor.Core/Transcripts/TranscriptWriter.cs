using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Messages;

namespace KefuBlazor.Core.Transcripts;

/// <summary>From transcripts to texts. Whatever people wrote stands in them as text, never as markup.</summary>
public static class TranscriptWriter
{
    private const string Style =
        """
        body{max-width:720px;margin:32px auto;padding:0 16px;font:15px/24px system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;color:#172033;background:#fff}
        h1{font-size:20px;line-height:28px}dl{display:grid;grid-template-columns:max-content 1fr;gap:4px 16px;margin:0 0 24px;padding-bottom:16px;border-bottom:1px solid #e3e8ef}
        dt,time{color:#5a687d}dd{margin:0}ol{margin:0;padding:0;list-style:none}li{margin:0 0 16px}b{margin-right:8px;font-weight:600}time{font-size:12px}
        p{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}.kehu b{color:#3451c7}.system{color:#5a687d}
        """;

    /// <summary>
    /// The policy that a transcript is served under: it runs nothing, asks nobody, and has no more of the origin than a picture has. Its one
    /// style is named by its content.
    /// </summary>
    public static string ContentSecurityPolicy { get; } =
        $"sandbox; default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'";

    // 中文 as it is: only what means something to HTML is written otherwise.
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>As lines of text.</summary>
    /// <param name="transcript">What.</param>
    /// <param name="words">In which language.</param>
    /// <param name="zone">The zone of its times.</param>
    public static string ToText(Transcript transcript, TranscriptWords words, TimeZoneInfo zone)
    {
        var text = new StringBuilder().Append(words.Title).Append('\n');
        foreach (var (name, value) in Facts(transcript.Conversation, words, zone))
            text.Append(CultureInfo.InvariantCulture, $"{name}: {OneLine(value)}\n");
        foreach (var message in transcript.Messages)
        {
            // Indented, so that no message looks like another one's head.
            var said = words.Say(message).ReplaceLineEndings("\n    ");
            text.Append(CultureInfo.InvariantCulture, $"\n[{At(message.SentAt, zone)}] {OneLine(words.Name(message))}\n    {said}\n");
        }

        return text.ToString();
    }

    /// <summary>As a page that stands for itself.</summary>
    /// <param name="transcript">What.</param>
    /// <param name="words">In which language.</param>
    /// <param name="zone">The zone of its times.</param>
    public static string ToHtml(Transcript transcript, TranscriptWords words, TimeZoneInfo zone)
    {
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<!doctype html>\n<html lang=\"{words.Language}\">\n<meta charset=\"utf-8\">\n");
        html.Append("<meta name=\"viewport\" content=\"width=device-width\">\n");

        // It keeps its policy when it is opened from a disk.
        html.Append(CultureInfo.InvariantCulture, $"<meta http-equiv=\"Content-Security-Policy\" content=\"{ContentSecurityPolicy.Replace("sandbox; ", string.Empty, StringComparison.Ordinal)}\">\n");
        html.Append(CultureInfo.InvariantCulture, $"<title>{Encode(words.Title)}</title>\n<style>{Style}</style>\n<h1>{Encode(words.Title)}</h1>\n<dl>\n");
        foreach (var (name, value) in Facts(transcript.Conversation, words, zone))
            html.Append(CultureInfo.InvariantCulture, $"<dt>{Encode(name)}<dd dir=\"auto\">{Encode(value)}\n");
        html.Append("</dl>\n<ol>\n");
        foreach (var message in transcript.Messages)
        {
            html.Append(
                CultureInfo.InvariantCulture,
                $"<li class=\"{SideOf(message)}\"><b><bdi>{Encode(words.Name(message))}</bdi></b><time>{At(message.SentAt, zone)}</time><p dir=\"auto\">{Encode(words.Say(message))}</p>\n");
        }

        return html.Append("</ol>\n").ToString();
    }

    private static IEnumerable<(string Name, string Value)> Facts(Conversation conversation, TranscriptWords words, TimeZoneInfo zone)
    {
        yield return (words.Customer, conversation.CustomerName);
        if (conversation.Agent is { } agent)
            yield return (words.Agent, agent.Name);
        yield return (words.Opened, At(conversation.OpenedAt, zone));
        if (conversation.ClosedAt is { } closed)
            yield return (words.Closed, At(closed, zone));
        if (conversation.Rating is { } rating)
            yield return (words.Rating, $"{rating.Score.ToString(CultureInfo.InvariantCulture)} / 5{(rating.Comment is { } comment ? $" · {comment}" : string.Empty)}");
    }

    private static string SideOf(Message message) => message.SenderType switch
    {
        ParticipantType.Customer => "kehu",
        ParticipantType.Agent => "kefu",
        _ => "system",
    };

    private static string At(DateTimeOffset at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");

    private static string Encode(string text) => Html.Encode(text);
}
