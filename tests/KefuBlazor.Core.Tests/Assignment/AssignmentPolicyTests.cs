using KefuBlazor.Core.Assignment;

namespace KefuBlazor.Core.Tests.Assignment;

public sealed class AssignmentPolicyTests
{
    /// <summary>Candidates as <c>id:open:minutes since the last assignment</c>, <c>-</c> for never.</summary>
    [Theory]
    [InlineData("", 10, null, null)]
    [InlineData("a:0:-", 10, null, "a")]
    [InlineData("a:2:9 b:1:1", 10, null, "b")] // fewest open
    [InlineData("a:1:1 b:1:9", 10, null, "b")] // longest since the last
    [InlineData("a:1:9 b:1:-", 10, null, "b")] // never is longest
    [InlineData("b:1:5 a:1:5", 10, null, "a")] // then the id
    [InlineData("b:1:- a:1:-", 10, null, "a")]
    [InlineData("a:1:5 B:1:5", 10, null, "B")] // ordinal, whatever the machine's language
    [InlineData("a:10:1 b:10:2", 10, null, null)] // nobody has room
    [InlineData("a:11:1 b:9:2", 10, null, "b")]
    [InlineData("a:99:1 b:98:2", 0, null, "b")] // 0: any number
    [InlineData("a:1:9 b:5:1", 10, "b", "b")] // who last served comes first
    [InlineData("a:1:9 b:10:1", 10, "b", "a")] // unless they are full
    [InlineData("a:1:9 b:2:1", 10, "gone", "a")]
    [InlineData("a:9:1", 1, "a", null)]
    public void Choose_Candidates_IsWhoTheRulesName(string candidates, int capacity, string? lastServedBy, string? chosen)
    {
        var now = new DateTimeOffset(2026, 1, 18, 9, 0, 0, TimeSpan.Zero);
        var parsed = candidates.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => text.Split(':')).Select(parts =>
            new AssignmentCandidate(
                parts[0],
                int.Parse(parts[1], null),
                parts[2] == "-" ? null : now.AddMinutes(-int.Parse(parts[2], null))));
        Assert.Equal(chosen, AssignmentPolicy.Choose(parsed, capacity, lastServedBy));
    }
}
