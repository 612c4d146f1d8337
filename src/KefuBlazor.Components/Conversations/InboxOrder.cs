using KefuBlazor.Core.Conversations;

namespace KefuBlazor.Components.Conversations;

/// <summary>
/// The order in which the rows of a list stand on the screen. While it is held, because the pointer is over the list, no row moves: what is
/// new comes last, and what left keeps its place.
/// </summary>
public sealed class InboxOrder
{
    private List<string> _shown = [];

    /// <summary>Whether the rows must stay where they are.</summary>
    public bool Held { get; set; }

    /// <summary>The ids in the order shown.</summary>
    public IReadOnlyList<string> Shown => _shown;

    /// <summary>Takes in the list as it would stand by itself.</summary>
    public IReadOnlyList<string> Arrange(IEnumerable<Conversation> natural)
    {
        var ids = natural.Select(conversation => conversation.Id).ToList();
        if (!Held)
            _shown = ids;
        else
            _shown.AddRange(ids.Except(_shown).ToList());

        return _shown;
    }

    /// <summary>Forgets what was shown: another list is.</summary>
    public void Reset() => _shown = [];

    /// <summary>The id that stands a number of rows from another; the first or last row where there is none so far.</summary>
    public string? Beside(string? id, int rows)
    {
        if (_shown.Count == 0)
            return null;

        var at = id is null ? -1 : _shown.IndexOf(id);
        return at < 0 ? _shown[rows > 0 ? 0 : ^1] : _shown[Math.Clamp(at + rows, 0, _shown.Count - 1)];
    }
}
