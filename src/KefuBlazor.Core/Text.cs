using System.Text;

namespace KefuBlazor.Core;

/// <summary>What a string from outside must be before it is stored or shown.</summary>
public static class Text
{
    /// <summary>Whether a string is free of NUL and of half surrogate pairs, which stores and encoders lose or refuse.</summary>
    public static bool IsClean(ReadOnlySpan<char> text)
    {
        // The common case costs one vectorised scan.
        if (!text.ContainsAnyInRange('\uD800', '\uDFFF'))
            return !text.Contains('\0');

        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out var rune, out var consumed) != System.Buffers.OperationStatus.Done || rune.Value == 0)
                return false;
            text = text[consumed..];
        }

        return true;
    }
}
