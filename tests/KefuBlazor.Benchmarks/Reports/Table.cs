using System.Globalization;
using System.Text;

namespace KefuBlazor.Benchmarks.Reports;

/// <summary>A Markdown table that has a row for each figure and a column for each arrangement.</summary>
internal sealed class Table(string corner, IEnumerable<string> columns)
{
    private readonly StringBuilder _text = new($"| {corner} | {string.Join(" | ", columns)} |\n|---|{string.Concat(columns.Select(_ => "---|"))}\n");

    /// <param name="name">Of the figure.</param>
    /// <param name="values">One for each column.</param>
    /// <param name="format">As of <see cref="double.ToString(string)"/>.</param>
    public Table Row(string name, IEnumerable<double> values, string format = "0")
    {
        _text.Append(CultureInfo.InvariantCulture, $"| {name} | {string.Join(" | ", values.Select(value => value.ToString(format, CultureInfo.InvariantCulture)))} |\n");
        return this;
    }

    public override string ToString() => _text.ToString();
}
