using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace KefuBlazor.Browser.Tests;

/// <summary>A person at a browser, and what went wrong in it.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _faults = new();

    public Visitor(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        Watch(page);
    }

    public IPage Page { get; }

    /// <summary>Errors of scripts, of the content security policy and in the console; failed requests while a server is away are none.</summary>
    public IReadOnlyList<string> Faults => [.. _faults.Where(fault => !IsNetwork(fault))];

    /// <summary>Another tab of the same browser.</summary>
    public async Task<IPage> OpenTabAsync()
    {
        var tab = await _context.NewPageAsync();
        Watch(tab);
        return tab;
    }

    /// <summary>Has the browser hold a cookie.</summary>
    public Task SetCookieAsync(Uri site, string name, string value) =>
        _context.AddCookiesAsync([new Cookie { Url = site.ToString(), Name = name, Value = value }]);

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private void Watch(IPage page)
    {
        page.PageError += (_, error) => _faults.Enqueue(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                _faults.Enqueue($"{message.Text} ({message.Location})");
        };
    }

    private static bool IsNetwork(string fault) =>
        fault.Contains("net::ERR_", StringComparison.Ordinal)
        || fault.Contains("WebSocket", StringComparison.Ordinal)
        || fault.Contains("Failed to fetch", StringComparison.Ordinal)
        || fault.Contains("Failed to complete negotiation", StringComparison.Ordinal)
        || fault.Contains("Failed to start the connection", StringComparison.Ordinal)
        || fault.Contains("Connection disconnected", StringComparison.Ordinal)
        // What a pointer moves over while the circuit is away is told to nobody.
        || fault.Contains("No interop methods are registered", StringComparison.Ordinal)
        || fault.Contains("Cannot send data if the connection is not in", StringComparison.Ordinal);
}
