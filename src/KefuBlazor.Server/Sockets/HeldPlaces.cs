namespace KefuBlazor.Server.Sockets;

/// <summary>The places among the limits that one connection holds, given back together.</summary>
internal sealed class HeldPlaces(IDisposable first) : IDisposable
{
    private readonly List<IDisposable> _places = [first];

    /// <summary>Holds one more.</summary>
    /// <returns>False if there was none to hold.</returns>
    public bool Add(IDisposable? place)
    {
        if (place is not null)
            _places.Add(place);
        return place is not null;
    }

    /// <summary>Gives all back and passes a refusal on.</summary>
    public HandshakeResult Leave(HandshakeResult refusal)
    {
        Dispose();
        return refusal;
    }

    public void Dispose() => _places.ForEach(place => place.Dispose());
}
