using System.Globalization;
using System.Text.RegularExpressions;

namespace KefuBlazor.Benchmarks.Circuits;

/// <summary>What the desk's script would answer in a browser whose page is looked at.</summary>
internal sealed partial class DeskScript
{
    // Blazor's word for a call whose result stays in the browser.
    private const int Reference = 1;

    private readonly Dictionary<long, string> _references = [];

    /// <summary>Answers a call.</summary>
    /// <param name="identifier">The function.</param>
    /// <param name="arguments">As a JSON array.</param>
    /// <param name="resultType">Whether the result is a value or a reference.</param>
    /// <param name="target">Of which object of the browser it is a function; 0: of the page.</param>
    /// <returns>The result as JSON, and the object of the circuit that hears from then on, if any, whether the page is looked at.</returns>
    public (string Result, long? Listener) Answer(string identifier, string arguments, int resultType, long target)
    {
        var result = identifier == "timeZone" ? "\"Asia/Shanghai\"" : "null";
        long? listener = null;
        if (resultType == Reference)
        {
            var id = _references.Count + 1;
            _references[id] = arguments;
            result = string.Create(CultureInfo.InvariantCulture, $$"""{"__jsObjectId":{{id}}}""");
            if (identifier == "attach" && _references.GetValueOrDefault(target)?.Contains("Workspace.razor.js", StringComparison.Ordinal) == true)
                listener = long.Parse(DotNetObject().Match(arguments).Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        }

        return (result, listener);
    }

    [GeneratedRegex("\"__dotNetObject\":([0-9]+)", RegexOptions.CultureInvariant)]
    private static partial Regex DotNetObject();
}
