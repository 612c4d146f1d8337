using Microsoft.Extensions.Options;

namespace KefuBlazor.Core.Customers;

/// <summary>Settings under <c>Customers</c>.</summary>
public sealed class CustomerOptions
{
    public const string Section = "Customers";

    /// <summary>The fewest characters of <see cref="IdentitySecret"/>.</summary>
    public const int ShortestSecret = 32;

    /// <summary>
    /// What the site's server signs its customers' ids with, at least 32 characters, known to nobody else. Default none: customers then cannot
    /// be identified by an id of the site's.
    /// </summary>
    public string? IdentitySecret { get; set; }

    /// <summary>How many attributes of the site's a customer has at most; 0: any number. Default 50.</summary>
    public int MostAttributes { get; set; } = 50;

    /// <summary>How long an attribute's value is at most, in characters; 0: any length that a frame has room for. Default 500.</summary>
    public int LongestAttribute { get; set; } = 500;

    /// <summary>How many of the pages that a customer was on are kept, the newest; 0: none. Default 20.</summary>
    public int PagesKept { get; set; } = 20;

    /// <summary>
    /// In how many browsers a customer can be known by an id of the site's at the same time; a further one puts out the oldest. 0: any number.
    /// Default 20.
    /// </summary>
    public int TokensKept { get; set; } = 20;
}

internal sealed class CustomerOptionsValidator : IValidateOptions<CustomerOptions>
{
    public ValidateOptionsResult Validate(string? name, CustomerOptions options)
    {
        List<string> faults = [];
        if (options.IdentitySecret is { Length: > 0 and < CustomerOptions.ShortestSecret })
            faults.Add($"Customers:IdentitySecret is short enough to be guessed. Give at least {CustomerOptions.ShortestSecret} random characters, for example from 'openssl rand -hex 32'.");
        foreach (var (setting, value) in new (string, int)[]
        {
            (nameof(CustomerOptions.MostAttributes), options.MostAttributes),
            (nameof(CustomerOptions.LongestAttribute), options.LongestAttribute),
            (nameof(CustomerOptions.PagesKept), options.PagesKept),
            (nameof(CustomerOptions.TokensKept), options.TokensKept),
        })
        {
            if (value < 0)
                faults.Add($"Customers:{setting} is negative. Give a number, or 0 (see its description).");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
