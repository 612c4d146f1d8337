using System.Buffers.Text;
using System.Text;
using KefuBlazor.Core.Hub;

namespace KefuBlazor.Core.Storage.Redis;

/// <summary>
/// One word on the channel: <c>node LF number LF type LF kind LF id LF body</c>, UTF-8. What decides whether a node wants it stands before the
/// body, which is JSON and not looked at by those who do not.
/// </summary>
/// <param name="NodeId">Who says it.</param>
/// <param name="Number">Which word of that node it is: 1, 2, 3 …, so that a gap is seen. A word that could not be sent takes its number along.</param>
/// <param name="Type">A name of <see cref="BackplaneEvents"/>, or <see cref="Beat"/>.</param>
/// <param name="Topic">Where it is published to.</param>
/// <param name="Body">The event.</param>
internal readonly record struct BackplaneWord(string NodeId, long Number, string Type, Topic Topic, ReadOnlyMemory<byte> Body)
{
    /// <summary>The type of a word that says only that its node lives, and how far it has counted.</summary>
    public const string Beat = "beat";

    private const byte Separator = (byte)'\n';

    /// <summary>Whether the topic can be told: no part of it holds a separator.</summary>
    public static bool CanCarry(Topic topic) => !topic.Kind.Contains('\n') && !topic.Id.Contains('\n');

    public byte[] ToUtf8()
    {
        var head = Encoding.UTF8.GetBytes(string.Create(
            System.Globalization.CultureInfo.InvariantCulture, $"{NodeId}\n{Number}\n{Type}\n{Topic.Kind}\n{Topic.Id}\n"));
        return [.. head, .. Body.Span];
    }

    /// <summary>Null if it is no word of this form.</summary>
    public static BackplaneWord? Parse(ReadOnlyMemory<byte> utf8)
    {
        var rest = utf8;
        if (!TryTake(ref rest, out var node) || !TryTake(ref rest, out var number) || !TryTake(ref rest, out var type)
            || !TryTake(ref rest, out var kind) || !TryTake(ref rest, out var id)
            || !Utf8Parser.TryParse(number.Span, out long counted, out var read) || read != number.Length)
            return null;
        return new BackplaneWord(Text(node), counted, Text(type), new Topic(Text(kind), Text(id)), rest);
    }

    private static bool TryTake(ref ReadOnlyMemory<byte> rest, out ReadOnlyMemory<byte> part)
    {
        var end = rest.Span.IndexOf(Separator);
        part = end < 0 ? default : rest[..end];
        rest = end < 0 ? rest : rest[(end + 1)..];
        return end >= 0;
    }

    private static string Text(ReadOnlyMemory<byte> utf8) => Encoding.UTF8.GetString(utf8.Span);
}
