namespace KefuBlazor.Core.Storage.Redis;

/// <summary>How far each other node had counted its words when it was last heard, so that a word that did not come is noticed.</summary>
internal sealed class HeardNodes(TimeSpan silentFor, TimeProvider time)
{
    private readonly Dictionary<string, (long Number, long At)> _heard = [];

    /// <summary>A word of a node came.</summary>
    public Hearing Hear(string nodeId, long number)
    {
        var now = time.GetTimestamp();
        if (!_heard.TryGetValue(nodeId, out var last))
        {
            // New, or back from a silence: what it said until now was not heard here, though people here may have been waiting for it.
            _heard.Add(nodeId, (number, now));
            return Hearing.AfterGap;
        }

        if (number <= last.Number)
            return Hearing.Again;
        _heard[nodeId] = (number, now);
        return number == last.Number + 1 ? Hearing.Next : Hearing.AfterGap;
    }

    /// <summary>Forgets nodes that have been silent: they are dead, or not to be heard from here.</summary>
    /// <returns>Whether there was one. Its last words may not have been sent.</returns>
    public bool ForgetSilent()
    {
        var silent = _heard.Where(node => time.GetElapsedTime(node.Value.At) >= silentFor).Select(node => node.Key).ToList();
        silent.ForEach(nodeId => _heard.Remove(nodeId));
        return silent.Count > 0;
    }
}

/// <summary>How a word stands to those before it.</summary>
internal enum Hearing
{
    /// <summary>It follows the one before.</summary>
    Next,

    /// <summary>Some before it did not come, or may not have.</summary>
    AfterGap,

    /// <summary>It, or a later one, was heard before.</summary>
    Again,
}
