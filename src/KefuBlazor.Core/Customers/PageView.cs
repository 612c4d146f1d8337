namespace KefuBlazor.Core.Customers;

/// <summary>A page of the site that a customer came to.</summary>
/// <param name="Url">Its address, http or https, at most 2048 characters.</param>
/// <param name="Title">Its title, at most 200 characters.</param>
/// <param name="Referrer">The page that led there, http or https, where the browser says so.</param>
/// <param name="At">When they came to it, UTC.</param>
public sealed record PageView(string Url, string? Title, string? Referrer, DateTimeOffset At)
{
    private const int LongestUrl = 2048;
    private const int LongestTitle = 200;

    /// <summary>What a browser says of its page: an address must be one, the rest is left away where it is nothing.</summary>
    public static Result<PageView> Create(string url, string? title, string? referrer, DateTimeOffset at) => IsWeb(url)
        ? new PageView(url, TitleOf(title), referrer is not null && IsWeb(referrer) ? referrer : null, at)
        : new Error(ErrorCode.BadRequest, $"url is an http or https address of at most {LongestUrl} characters.");

    /// <summary>Whether it is an address that a link may lead to.</summary>
    public static bool IsWeb(string text) =>
        text.Length <= LongestUrl && Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.UserInfo.Length == 0;

    private static string? TitleOf(string? title)
    {
        var line = string.Join(' ', (title ?? string.Empty).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length > LongestTitle)
            line = line[..(char.IsHighSurrogate(line[LongestTitle - 1]) ? LongestTitle - 1 : LongestTitle)];
        return line.Length == 0 ? null : line;
    }
}
