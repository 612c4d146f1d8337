using System.Text.Json.Serialization;

namespace KefuBlazor.Server.Widget;

/// <summary>Words of an operator's own, in the languages that the widget speaks. Given in one of them, they are said in both.</summary>
public sealed record WidgetText
{
    /// <summary>简体中文.</summary>
    [ConfigurationKeyName("zh-CN")]
    [JsonPropertyName("zh-CN")]
    public string? Chinese { get; set; }

    /// <summary>English.</summary>
    [ConfigurationKeyName("en")]
    [JsonPropertyName("en")]
    public string? English { get; set; }

    [JsonIgnore]
    internal IEnumerable<string> All => new[] { Chinese, English }.OfType<string>();

    /// <summary>In both languages; null where nothing is said in either.</summary>
    internal WidgetText? InBoth() => All.FirstOrDefault(words => words.Length > 0) is { } some
        ? new() { Chinese = string.IsNullOrEmpty(Chinese) ? some : Chinese, English = string.IsNullOrEmpty(English) ? some : English }
        : null;
}
