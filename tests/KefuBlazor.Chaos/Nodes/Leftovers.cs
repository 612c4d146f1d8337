using System.Collections.Concurrent;

namespace KefuBlazor.Chaos.Nodes;

/// <summary>What must not outlive this program though it is interrupted: processes that it started, file systems that it mounted.</summary>
internal static class Leftovers
{
    private static readonly ConcurrentDictionary<object, Action> Cleanups = new();

    static Leftovers() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (var clean in Cleanups.Values)
            clean();
    };

    /// <summary>Has something cleaned up at the end, unless it was forgotten before.</summary>
    public static void Add(object owner, Action clean) => Cleanups[owner] = clean;

    /// <summary>Its owner cleaned up by itself.</summary>
    public static void Forget(object owner) => Cleanups.TryRemove(owner, out _);
}
