using KefuBlazor.Benchmarks.History;
using Microsoft.Extensions.DependencyInjection;

namespace KefuBlazor.Benchmarks.Pieces;

/// <summary>The product's Core on an empty SQLite database of its own, which is gone afterwards; no customer is limited.</summary>
internal sealed class TemporaryInstallation : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kefu-pieces-");
    private Installation _installation = null!;

    private TemporaryInstallation()
    {
    }

    public IServiceProvider Services => _installation.Services;

    /// <param name="replace">Puts other services in the place of the product's.</param>
    public static async Task<TemporaryInstallation> OpenAsync(Action<IServiceCollection>? replace = null)
    {
        var temporary = new TemporaryInstallation();
        var settings = new Dictionary<string, string?>
        {
            ["ConnectionStrings:Kefu"] = $"Data Source={Path.Combine(temporary._folder.FullName, "kefu.db")}",
            ["Limits:SendsPerTenSeconds"] = "0",
        };
        temporary._installation = await Installation.OpenAsync(settings, replace);
        return temporary;
    }

    public async ValueTask DisposeAsync()
    {
        await _installation.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
