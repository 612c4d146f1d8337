using Microsoft.Extensions.Options;

namespace KefuBlazor.Server.Hosting;

/// <summary>Settings that can say what is wrong with them.</summary>
internal interface ICheckedOptions
{
    /// <summary>One sentence a fault, each naming the setting and the mend; none where all is well.</summary>
    IEnumerable<string> Faults();
}

/// <summary>Settings that are checked when the program starts rather than when they are first used.</summary>
internal static class CheckedOptions
{
    /// <summary>Binds settings to a section.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="section">The section's name.</param>
    /// <param name="adjust">What binding does not do: lists, and defaults that depend on the environment.</param>
    public static IServiceCollection AddCheckedOptions<T>(
        this IServiceCollection services, string section, Action<T, IConfiguration, IHostEnvironment>? adjust = null)
        where T : class, ICheckedOptions
    {
        var options = services.AddOptions<T>().BindConfiguration(section).ValidateOnStart();
        if (adjust is not null)
            options.PostConfigure(adjust);
        services.AddSingleton<IValidateOptions<T>, Validator<T>>();
        return services;
    }

    private sealed class Validator<T> : IValidateOptions<T>
        where T : class, ICheckedOptions
    {
        public ValidateOptionsResult Validate(string? name, T options) =>
            options.Faults().ToArray() is { Length: > 0 } faults ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }
}
