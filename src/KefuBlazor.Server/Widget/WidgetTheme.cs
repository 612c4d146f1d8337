using System.Text.Json.Serialization;

namespace KefuBlazor.Server.Widget;

/// <summary>The ground that the widget's colours stand on.</summary>
public enum WidgetTheme
{
    /// <summary>As the customer's system is.</summary>
    [JsonStringEnumMemberName("auto")]
    Auto,

    [JsonStringEnumMemberName("light")]
    Light,

    [JsonStringEnumMemberName("dark")]
    Dark,
}

/// <summary>A side of the window.</summary>
public enum WidgetSide
{
    [JsonStringEnumMemberName("right")]
    Right,

    [JsonStringEnumMemberName("left")]
    Left,
}
