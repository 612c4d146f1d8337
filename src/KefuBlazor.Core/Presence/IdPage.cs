namespace KefuBlazor.Core.Presence;

/// <summary>A part of many ids that have no order of their own.</summary>
internal static class IdPage
{
    /// <summary>The first of those behind <paramref name="after"/>, in ordinal order, without sorting the rest.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<string> ids, string? after, int most)
    {
        var first = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var id in ids)
        {
            if (string.CompareOrdinal(id, after) <= 0)
                continue;
            if (first.Count == most && string.CompareOrdinal(id, first.Max) >= 0)
                continue;
            first.Add(id);
            if (first.Count > most)
                first.Remove(first.Max!);
        }

        return [.. first];
    }
}
