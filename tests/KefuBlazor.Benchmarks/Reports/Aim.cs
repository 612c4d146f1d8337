using System.Globalization;

namespace KefuBlazor.Benchmarks.Reports;

/// <summary>What a figure is to be, and what it was.</summary>
/// <param name="What">The figure.</param>
/// <param name="Limit">The least or the most that it is to be.</param>
/// <param name="IsLeast">Which of the two.</param>
/// <param name="Measured">What it was; not a number where it could not be measured.</param>
/// <param name="Unit">What follows the numbers.</param>
internal sealed record Aim(string What, double Limit, bool IsLeast, double Measured, string Unit)
{
    /// <summary>Whether it is as it is to be; what was not measured is not.</summary>
    public bool IsMet => IsLeast ? Measured >= Limit : Measured <= Limit;

    /// <summary>The limit, in words.</summary>
    public string Wanted => $"{(IsLeast ? "at least" : "at most")} {Words(Limit)}";

    /// <summary>What it was, in words.</summary>
    public string Was => double.IsNaN(Measured) ? "not measured" : Words(Measured);

    public static Aim AtLeast(double limit, string unit, string what, double measured) => new(what, limit, IsLeast: true, measured, unit);

    public static Aim AtMost(double limit, string unit, string what, double measured) => new(what, limit, IsLeast: false, measured, unit);

    public override string ToString() => $"{What}: {Wanted}, {Was}";

    private string Words(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:0.###} {Unit}").TrimEnd();
}
