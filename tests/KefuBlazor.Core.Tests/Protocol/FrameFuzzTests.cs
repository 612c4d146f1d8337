using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using KefuBlazor.Core.Protocol;

namespace KefuBlazor.Core.Tests.Protocol;

/// <summary>Whatever bytes come: a frame or a refusal, and never an exception.</summary>
public sealed class FrameFuzzTests
{
    private static readonly string[] Seeds =
    [
        """{"type":"text","client_id":"m1","content":"hi \u5ba2\ud83d\udc4b","conversation_id":"c1","ref":"r"}""",
        """{"type":"typing","active":true,"content":"draft"}""",
        """{"type":"read","seq":12345,"conversation_id":"c1"}""",
        """{"type":"history","after_seq":1,"limit":50,"ref":"r"}""",
        """{"type":"accept","conversation_id":"c1"}""",
        """{"type":"status","status":"busy"}""",
    ];

    private static readonly string[] Morsels =
    [
        "{", "}", "[", "]", "\"", ":", ",", "\\", "\\u0000", "\\ud800", "\\udc00", "null", "true", "1e400", "-", "0", "type", "\"type\":\"text\",",
        "client_id", "ref", "\0", "\u2028", "客", "é", " ", "\n", "//", "9999999999999999999999",
    ];

    [Fact]
    public void Parse_RandomBytes_NeverThrows() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(), bytes => IsAnswered(bytes)).Check(Runs(5000, 100));

    [Fact]
    public void Parse_RandomText_NeverThrows() => Prop.ForAll(
        Gen.ArrayOf(Gen.Elements(Morsels)).ToArbitrary(), parts => IsAnswered(Encoding.UTF8.GetBytes(string.Concat(parts)))).Check(Runs(5000, 40));

    [Fact]
    public void Parse_ValidFramesWithPartsChanged_NeverThrows()
    {
        var change = from at in Gen.Choose(0, 200)
                     from removed in Gen.Choose(0, 8)
                     from morsel in Gen.OneOf(Gen.Elements(Morsels).Select(Encoding.UTF8.GetBytes), ArbMap.Default.GeneratorFor<byte[]>().Resize(4))
                     select (at, removed, morsel);
        var frames = from seed in Gen.Elements(Seeds)
                     from changes in Gen.NonEmptyListOf(change).Resize(4)
                     select changes.Aggregate(Encoding.UTF8.GetBytes(seed), Change);
        Prop.ForAll(frames.ToArbitrary(), IsAnswered).Check(Runs(20_000, 10));
    }

    [Fact]
    public void Parse_EveryPrefixAndEveryByteFlipped_NeverThrows()
    {
        foreach (var frame in Seeds.Select(Encoding.UTF8.GetBytes))
        {
            for (var length = 0; length <= frame.Length; length++)
                Assert.True(IsAnswered(frame[..length]));
            for (var index = 0; index < frame.Length; index++)
            {
                for (var value = 0; value < 256; value += 5)
                {
                    byte[] changed = [.. frame];
                    changed[index] = (byte)value;
                    Assert.True(IsAnswered(changed), Convert.ToHexString(changed));
                }
            }
        }
    }

    private static Config Runs(int count, int size) => Config.QuickThrowOnFailure.WithMaxTest(count).WithEndSize(size);

    private static byte[] Change(byte[] frame, (int At, int Removed, byte[] Morsel) change)
    {
        var at = frame.Length == 0 ? 0 : change.At % frame.Length;
        return [.. frame[..at], .. change.Morsel, .. frame[Math.Min(frame.Length, at + change.Removed)..]];
    }

    /// <summary>Exactly one of frame and error; and the refusal itself is a frame that can be written and read.</summary>
    private static bool IsAnswered(byte[] bytes)
    {
        var parsed = FrameParser.Parse(bytes);
        if (parsed.Error is not { } error)
            return parsed.Frame is not null && Strings(parsed.Frame).All(text => text is null || Text.IsClean(text));
        using var refusal = JsonDocument.Parse(FrameWriter.Refusal(error, parsed.Echo.Type, parsed.Echo.ClientId, parsed.Echo.Ref));
        return parsed.Frame is null && refusal.RootElement.GetProperty("type").GetString() == "error";
    }

    private static IEnumerable<string?> Strings(ClientFrame frame) => frame.GetType().GetProperties()
        .Where(property => property.PropertyType == typeof(string)).Select(property => (string?)property.GetValue(frame));
}
