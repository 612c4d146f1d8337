using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace KefuBlazor.Core.Storage;

/// <summary>Which database keeps everything.</summary>
public enum StorageProvider
{
    /// <summary>A file, for one node. The default.</summary>
    Sqlite,

    /// <summary>A PostgreSQL database, for one node or several.</summary>
    Postgres,
}

/// <summary>Settings under <c>Storage</c>. They are read while the services are put together, and so are checked there.</summary>
public static class StorageOptions
{
    public const string Section = "Storage";

    /// <summary>The setting <c>Storage:Provider</c>; <see cref="StorageProvider.Sqlite"/> where there is none.</summary>
    /// <exception cref="OptionsValidationException">It names no provider.</exception>
    public static StorageProvider ReadProvider(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var written = configuration[$"{Section}:Provider"];
        if (string.IsNullOrWhiteSpace(written))
            return StorageProvider.Sqlite;

        // By name: Enum.TryParse would take a number, too.
        foreach (var provider in Enum.GetValues<StorageProvider>())
        {
            if (string.Equals(provider.ToString(), written.Trim(), StringComparison.OrdinalIgnoreCase))
                return provider;
        }

        throw Wrong($"Storage:Provider is \"{written}\". Write Sqlite or Postgres, or leave it out for Sqlite.");
    }

    internal static OptionsValidationException Wrong(string message) => new(Section, typeof(StorageOptions), [message]);
}
