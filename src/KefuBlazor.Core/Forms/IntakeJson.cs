using System.Text.Json.Serialization;

namespace KefuBlazor.Core.Forms;

[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
internal sealed partial class IntakeJson : JsonSerializerContext;
