using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace KefuBlazor.Components.Tests;

/// <summary>docs/decisions/0002: answers bUnit's request for a newer AngleSharp.Diffing with the one beside the tests.</summary>
internal static class OlderDiffing
{
    private const string Name = "AngleSharp.Diffing";

    [ModuleInitializer]
    internal static void Install() => AssemblyLoadContext.Default.Resolving += Resolve;

    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName wanted) =>
        wanted.Name == Name ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, Name + ".dll")) : null;
}
