namespace KefuBlazor.Testing;

/// <summary>A file of <c>docs/scaling</c> in which only addresses, paths and sizes are others.</summary>
internal sealed class ConfigurationFile(string text)
{
    public string Text { get; private set; } = text;

    public static ConfigurationFile Read(string name) => new(File.ReadAllText(Path.Combine(Repository.Root, "docs", "scaling", name)));

    /// <summary>Replaces a documented part; one that is not there means that this code and the file have parted.</summary>
    public ConfigurationFile Put(string documented, string own)
    {
        if (!Text.Contains(documented, StringComparison.Ordinal))
            throw new InvalidOperationException($"The documented configuration says nothing of '{documented.Trim()}'.");
        Text = Text.Replace(documented, own, StringComparison.Ordinal);
        return this;
    }
}
