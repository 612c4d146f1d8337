namespace KefuBlazor.Server.Components;

/// <summary>Addresses that a page may be asked to go on to: only ones of this site.</summary>
public static class LocalUrl
{
    /// <summary>The desk.</summary>
    public const string Desk = "/kefu/";

    /// <summary>The address if it is a path of this site, else a fallback.</summary>
    public static string Or(string? url, string fallback) => IsLocal(url) ? url! : fallback;

    /// <summary>The sign-in page, which leads on to an address.</summary>
    public static string Login(string returnUrl) => "/kefu/login?ReturnUrl=" + Uri.EscapeDataString(returnUrl);

    // Browsers take "//host" and "/\host" for another site, and drop control characters before they look.
    private static bool IsLocal(string? url) =>
        url is ['/', ..] && (url.Length == 1 || url[1] is not ('/' or '\\')) && !url.Any(char.IsControl);
}
