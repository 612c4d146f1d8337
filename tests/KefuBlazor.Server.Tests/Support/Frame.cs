using System.Text.Json;

namespace KefuBlazor.Server.Tests.Support;

/// <summary>A frame that the server sent.</summary>
public sealed record Frame(JsonElement Json)
{
    public string Type => Text("type")!;

    public static Frame Parse(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8);
        return new Frame(JsonElement.ParseValue(ref reader));
    }

    public string? Text(string name) => Json.TryGetProperty(name, out var value) ? value.GetString() : null;

    public long Number(string name) => Json.GetProperty(name).GetInt64();

    public bool Has(string name) => Json.TryGetProperty(name, out _);

    public bool Is(string name) => Json.GetProperty(name).GetBoolean();

    public Frame Part(string name) => new(Json.GetProperty(name));

    public IReadOnlyList<Frame> Parts(string name) => [.. Json.GetProperty(name).EnumerateArray().Select(item => new Frame(item))];

    public override string ToString() => Json.GetRawText() is var text && text.Length > 300 ? text[..300] + "…" : text;
}
