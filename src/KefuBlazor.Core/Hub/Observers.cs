namespace KefuBlazor.Core.Hub;

/// <summary>
/// Those who observe one topic, in the order in which they came. To come costs the same however many there are: a topic of everybody's is
/// joined by each of ten thousand connections.
/// </summary>
internal sealed class Observers
{
    private readonly Lock _lock = new();
    private Action<object>[] _items = new Action<object>[1];
    private int _count;
    private bool _seen;
    private bool _over;

    /// <summary>Those who observe at this moment. What comes or goes later does not change it.</summary>
    public ReadOnlySpan<Action<object>> Current
    {
        get
        {
            lock (_lock)
            {
                _seen = true;
                return _items.AsSpan(0, _count);
            }
        }
    }

    /// <returns>False if the last one has gone, and with them the topic.</returns>
    public bool TryAdd(Action<object> observer)
    {
        lock (_lock)
        {
            if (_over)
                return false;
            if (_count == _items.Length)
                Replace(_count * 2);

            // Behind the end of what anybody looks at.
            _items[_count++] = observer;
            return true;
        }
    }

    /// <returns>Whether this was the last one.</returns>
    public bool Remove(Action<object> observer)
    {
        lock (_lock)
        {
            var index = Array.IndexOf(_items, observer, 0, _count);
            if (index < 0)
                return false;
            if (_seen)
                Replace(_items.Length);
            Array.Copy(_items, index + 1, _items, index, --_count - index);
            _items[_count] = null!;
            return _over = _count == 0;
        }
    }

    /// <summary>Leaves what somebody may be looking at as it is.</summary>
    private void Replace(int length)
    {
        var items = new Action<object>[length];
        Array.Copy(_items, items, _count);
        (_items, _seen) = (items, false);
    }
}
