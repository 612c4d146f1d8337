using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;
using KefuBlazor.Core.Messages;

namespace KefuBlazor.Core.Tests.Architecture;

/// <summary>What each of the three rooms may know of the outside and show to it.</summary>
public sealed class RoomTests
{
    private static readonly Assembly Core = typeof(IMessageService).Assembly;
    private static readonly Assembly Components = Assembly.Load("KefuBlazor.Components");
    private static readonly Assembly Server = Assembly.Load("KefuBlazor.Server");

    [Fact]
    public void Core_References_NoWebFramework()
    {
        string[] allowed = ["Microsoft.AspNetCore.Identity", "Microsoft.AspNetCore.DataProtection", "Microsoft.AspNetCore.Cryptography"];
        var wrong = Core.GetReferencedAssemblies().Select(name => name.Name!)
            .Where(name => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || name.StartsWith("KefuBlazor", StringComparison.Ordinal)
                || name == "System.Net.WebSockets")
            .Where(name => !allowed.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)));
        Assert.Empty(wrong);
    }

    [Fact]
    public void Components_Reference_NeitherTheServerNorADatabase()
    {
        string[] wrong = ["KefuBlazor.Server", "Microsoft.EntityFrameworkCore", "Microsoft.Data", "StackExchange", "Npgsql", "SQLitePCL"];
        Assert.DoesNotContain(
            Components.GetReferencedAssemblies(), name => wrong.Any(prefix => name.Name!.StartsWith(prefix, StringComparison.Ordinal)));
    }

    [Fact]
    public void Components_Use_OfTheCoreOnlyWhatIsPublicAndNotStorage()
    {
        var used = TypeUses.In(Components).Select(use => use.Used).Where(type => type.Assembly == Core).Distinct();
        Assert.All(used, type => Assert.True(
            type.IsPublic && !type.Namespace!.StartsWith("KefuBlazor.Core.Storage", StringComparison.Ordinal), type.FullName));
    }

    [Fact]
    public void Core_IsKnownInside_ToItsTestsAlone() => Assert.Equal(
        ["KefuBlazor.Core.Tests"], Core.GetCustomAttributes<InternalsVisibleToAttribute>().Select(attribute => attribute.AssemblyName));

    [Fact]
    public void CoreClasses_ThatImplementOurInterfaces_AreInternalAndSealed()
    {
        var implementations = Core.GetTypes().Where(type =>
            type.IsClass && !TypeUses.IsGenerated(type) && type.GetInterfaces().Any(@interface => @interface.Assembly == Core)).ToList();
        Assert.NotEmpty(implementations);
        Assert.All(implementations, type => Assert.True(type.IsSealed && !type.IsPublic, type.FullName));
    }

    [Fact]
    public void CoreClasses_ThatAreNotBases_AreSealed()
    {
        var bases = Core.GetTypes().Select(type => type.BaseType).Where(type => type is not null).Select(type => type!.IsGenericType ? type.GetGenericTypeDefinition() : type).ToHashSet();
        var open = Core.GetTypes().Where(type => type.IsClass && !type.IsSealed && !type.IsPublic && !type.IsNested && !bases.Contains(type)
            && !TypeUses.IsGenerated(type) && !IsMigration(type));
        Assert.Empty(open.Select(type => type.FullName));
    }

    [Theory]
    [InlineData("Core")]
    [InlineData("Server")]
    public void PublicTypes_All_SayWhatTheyAre(string room)
    {
        var assembly = room == "Core" ? Core : Server;
        var documented = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member")
            .Where(member => member.Element("summary") is { } summary && !string.IsNullOrWhiteSpace(summary.Value) || member.Element("inheritdoc") is not null)
            .Select(member => member.Attribute("name")!.Value).ToHashSet();
        var silent = assembly.GetExportedTypes()
            .Where(type => !type.IsNested && !TypeUses.IsGenerated(type) && !IsMigration(type) && !IsComponent(type) && type.Name != "Program")
            .Where(type => !documented.Contains("T:" + type.FullName));
        Assert.Empty(silent.Select(type => type.FullName).Order());
    }

    private static bool IsMigration(Type type) => type.Namespace?.EndsWith(".Migrations", StringComparison.Ordinal) == true;

    /// <summary>A .razor file's class, which has no place for such a comment.</summary>
    private static bool IsComponent(Type type) =>
        type.GetInterfaces().Any(@interface => @interface.FullName == "Microsoft.AspNetCore.Components.IComponent")
        || type.BaseType?.FullName?.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) == true || type.Name.StartsWith("_Imports", StringComparison.Ordinal);
}
