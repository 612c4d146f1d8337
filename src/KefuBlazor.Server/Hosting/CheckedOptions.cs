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
    public static IServiceCollection AddCheckedOptions<T>(this IServiceCollection services, string section)
        where T : class, ICheckedOptions
    {
        services.AddOptions<T>().BindConfiguration(section).ValidateOnStart();
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
