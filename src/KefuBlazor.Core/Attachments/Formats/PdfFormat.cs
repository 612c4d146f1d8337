namespace KefuBlazor.Core.Attachments.Formats;

/// <summary>PDF: from the first byte, though readers would look for it further on.</summary>
internal static class PdfFormat
{
    private const int TailLength = 2048;

    public static FileFacts? Read(ReadOnlySpan<byte> file) =>
        file.StartsWith("%PDF-"u8) && file[Math.Max(0, file.Length - TailLength)..].IndexOf("%%EOF"u8) >= 0 ? new FileFacts("application/pdf") : null;
}
