using System.Data.Common;

namespace KefuBlazor.Benchmarks.History;

/// <summary>A kind of database with pasts of several sizes, which are made when they are first asked for and kept.</summary>
internal interface IPast : IAsyncDisposable
{
    string Name { get; }

    /// <summary>A past of this many messages.</summary>
    /// <returns>The settings that lead to it.</returns>
    Task<Dictionary<string, string?>> GetAsync(int messages);

    /// <summary>A connection to one, to look at it beside the product.</summary>
    Task<DbConnection> ConnectAsync(Dictionary<string, string?> settings);
}
