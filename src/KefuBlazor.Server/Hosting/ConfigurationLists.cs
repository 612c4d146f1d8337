namespace KefuBlazor.Server.Hosting;

/// <summary>Settings that are lists: as an array, or, handier in an environment variable, as one value with commas.</summary>
internal static class ConfigurationLists
{
    public static string[] GetList(this IConfiguration configuration, string key)
    {
        var section = configuration.GetSection(key);
        var values = section.Value is { } single ? [single] : section.GetChildren().Select(child => child.Value ?? string.Empty);
        return [.. values.SelectMany(value => value.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
    }
}
