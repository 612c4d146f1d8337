using System.Text.Json;

namespace KefuBlazor.Core.Storage;

/// <summary>Columns are named as the wire's members are.</summary>
internal static class SnakeCase
{
    public static string Of(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
