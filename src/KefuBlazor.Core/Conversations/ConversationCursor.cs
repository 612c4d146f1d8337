using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace KefuBlazor.Core.Conversations;

/// <summary>Where a list goes on: behind the item with this time and id.</summary>
internal readonly record struct ConversationCursor(DateTimeOffset At, string Id)
{
    public override string ToString() =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{At.ToUnixTimeMilliseconds()} {Id}")));

    /// <summary>Reads what <see cref="ToString"/> wrote; false for anything else.</summary>
    public static bool TryParse(string text, out ConversationCursor cursor)
    {
        cursor = default;
        if (!Base64Url.IsValid(text))
            return false;
        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split(' ', 2);
        if (parts.Length != 2
            || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            || milliseconds > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
        {
            return false;
        }

        cursor = new ConversationCursor(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), parts[1]);
        return true;
    }
}
