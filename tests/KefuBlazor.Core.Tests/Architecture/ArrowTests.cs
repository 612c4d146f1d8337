using System.Reflection;
using KefuBlazor.Core.Messages;

namespace KefuBlazor.Core.Tests.Architecture;

/// <summary>
/// Who may know whom inside the Core: the hub nobody; slices the hub, the limits and each other's services, records and events, but never
/// another's store; the protocol the slices; storage anything; and storage is known to the composition alone.
/// </summary>
public sealed class ArrowTests
{
    private const string Root = "KefuBlazor.Core";

    private static readonly Assembly Core = typeof(IMessageService).Assembly;

    private static readonly (Type User, Type Used)[] Uses =
    [
        .. TypeUses.In(Core).Where(use => IsOurs(use.User) && IsOurs(use.Used) && use.User != typeof(CoreServices)),
    ];

    [Fact]
    public void Uses_OfMembersAndOfCode_AreBothSeen()
    {
        // What the other tests rest on: a parameter's type, a static call inside an async method, a generic argument.
        Assert.Contains(Uses, use => (use.User.Name, use.Used.Name) == ("MessageService", "IMessageStore"));
        Assert.Contains(Uses, use => (use.User.Name, use.Used.Name) == ("MessageService", "MessageRules"));
        Assert.Contains(Uses, use => (use.User.Name, use.Used.Name) == ("IConversationService", "Result`1"));
    }

    [Fact]
    public void Storage_IsUsedBy_ItselfAndTheComposition() =>
        AssertNone(use => Slice(use.Used) == "Storage" && Slice(use.User) != "Storage");

    [Theory]
    [InlineData("Hub")]
    [InlineData("Limits")]
    [InlineData("")]
    public void Foundation_Uses_NoSlice(string foundation) =>
        AssertNone(use => Slice(use.User) == foundation && Slice(use.Used) is not "" && Slice(use.Used) != foundation);

    [Fact]
    public void Slices_Use_NoOtherSlicesStore() =>
        AssertNone(use => Slice(use.User) != "Storage" && Slice(use.User) != Slice(use.Used) && IsStore(use.Used));

    [Fact]
    public void Slices_Use_NoProtocol() => AssertNone(use => Slice(use.Used) == "Protocol" && Slice(use.User) != "Protocol");

    [Fact]
    public void Slices_Use_NoOtherSlicesImplementation() => AssertNone(use =>
        Slice(use.User) != "Storage" && Slice(use.User) != Slice(use.Used) && use.Used is { IsClass: true, IsPublic: false } && ImplementsOurs(use.Used));

    [Fact]
    public void Stores_AreKnown_ByName()
    {
        // The rules above go by the name: what Storage implements for a slice alone must bear it.
        var implemented = Core.GetTypes().Where(type => IsOurs(type) && Slice(type) == "Storage" && type.IsClass)
            .SelectMany(type => type.GetInterfaces()).Where(type => type.Assembly == Core && Slice(type) is not ("" or "Storage" or "Hub" or "Limits")).Distinct();
        Assert.All(implemented, type => Assert.True(IsStore(type) || type.IsPublic, type.FullName));
    }

    private static bool IsOurs(Type type) => type.Assembly == Core && !TypeUses.IsGenerated(type);

    private static bool IsStore(Type type) =>
        type.IsInterface && (type.Name.EndsWith("Store", StringComparison.Ordinal) || type.Name.EndsWith("Cache", StringComparison.Ordinal));

    private static bool ImplementsOurs(Type type) => type.GetInterfaces().Any(@interface => @interface.Assembly == Core);

    /// <summary>The first part of the namespace below the root; empty for the root itself.</summary>
    private static string Slice(Type type) => type.Namespace == Root ? string.Empty : type.Namespace![(Root.Length + 1)..].Split('.')[0];

    private static void AssertNone(Func<(Type User, Type Used), bool> isWrong)
    {
        var wrong = Uses.Where(isWrong).Select(use => $"{use.User.FullName} uses {use.Used.FullName}").Order().ToList();
        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
    }
}
