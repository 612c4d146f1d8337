namespace KefuBlazor.Core.Attachments.Formats;

/// <summary>
/// Signs that a picture, film or sound is a page, a script or an archive as well. Browsers are told not to guess (<c>nosniff</c>) and to run nothing
/// (<c>sandbox</c>); programs that the file is passed on to were told nothing.
/// </summary>
internal static class ForeignContent
{
    private static ReadOnlySpan<byte> SevenZip => [(byte)'7', (byte)'z', 0xbc, 0xaf];

    /// <summary>Whether markup that runs stands anywhere in it.</summary>
    public static bool HasMarkup(ReadOnlySpan<byte> file)
    {
        while (true)
        {
            var start = file.IndexOf((byte)'<');
            if (start < 0)
                return false;
            file = file[(start + 1)..];
            if (Begins(file, "script"u8) || Begins(file, "!doctype"u8) || Begins(file, "iframe"u8)
                || BeginsWord(file, "html"u8) || BeginsWord(file, "svg"u8) || BeginsWord(file, "?php"u8))
                return true;
        }
    }

    /// <summary>Whether another file begins in it: what some cameras put behind a picture is none of these.</summary>
    public static bool HasFile(ReadOnlySpan<byte> rest) =>
        rest.IndexOf("PK\x03\x04"u8) >= 0 || rest.IndexOf("PK\x05\x06"u8) >= 0 || rest.IndexOf("%PDF-"u8) >= 0
        || rest.IndexOf("Rar!\x1a"u8) >= 0 || rest.IndexOf(SevenZip) >= 0 || rest.IndexOf("\u007fELF"u8) >= 0
        || (rest.StartsWith("MZ"u8) && rest.Length > 64);

    private static bool Begins(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) =>
        text.Length >= word.Length && System.Text.Ascii.EqualsIgnoreCase(text[..word.Length], word);

    // Short words occur in pixels by chance; with what must follow them they do not.
    private static bool BeginsWord(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) =>
        Begins(text, word) && text.Length > word.Length && text[word.Length] is (byte)' ' or (byte)'>' or (byte)'/' or (byte)'\t' or (byte)'\r' or (byte)'\n';
}
