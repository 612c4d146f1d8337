namespace KefuBlazor.Core.Tests.Conversations;

/// <summary>
/// Who may do what to a conversation, by its state. <c>ok</c> it happens, <c>none</c> it does not exist for them, <c>theirs</c> it is another's
/// (forbidden), <c>over</c> it is closed, <c>open</c> it is open already, or still (a conflict). A message that is left names no conversation: it goes to
/// one of the sender's own.
/// </summary>
internal static class RightsTable
{
    /// <summary>The owner is its customer; assigned has it, or had it last; served had it before and lost it.</summary>
    private const string Text =
        """
        action     who         waiting  active   closed
        find       owner       ok       ok       ok
        find       stranger    none     none     none
        find       assigned    ok       ok       ok
        find       other       ok       none     none
        find       served      ok       none     ok
        find       supervisor  ok       ok       ok
        list       owner       theirs   theirs   theirs
        list       stranger    theirs   theirs   theirs
        list       assigned    ok       ok       ok
        list       other       ok       none     none
        list       served      ok       none     ok
        list       supervisor  ok       ok       ok
        history    owner       ok       ok       ok
        history    stranger    none     none     none
        history    assigned    ok       ok       ok
        history    other       ok       none     none
        history    served      ok       none     ok
        history    supervisor  ok       ok       ok
        send       owner       ok       ok       over
        send       stranger    none     none     none
        send       assigned    theirs   ok       over
        send       other       theirs   none     none
        send       served      theirs   none     theirs
        send       supervisor  theirs   theirs   theirs
        type       owner       ok       ok       over
        type       stranger    none     none     none
        type       assigned    theirs   ok       over
        type       other       theirs   none     none
        type       served      theirs   none     theirs
        type       supervisor  theirs   theirs   theirs
        read       owner       ok       ok       ok
        read       stranger    none     none     none
        read       assigned    theirs   ok       ok
        read       other       theirs   none     none
        read       served      theirs   none     theirs
        read       supervisor  theirs   theirs   theirs
        delivered  owner       ok       ok       ok
        delivered  stranger    none     none     none
        delivered  assigned    theirs   ok       ok
        delivered  other       theirs   none     none
        delivered  served      theirs   none     theirs
        delivered  supervisor  theirs   theirs   theirs
        close      owner       ok       ok       over
        close      stranger    none     none     none
        close      assigned    theirs   ok       over
        close      other       theirs   none     none
        close      served      theirs   none     theirs
        close      supervisor  theirs   theirs   theirs
        reopen     owner       theirs   theirs   theirs
        reopen     stranger    none     none     none
        reopen     assigned    open     open     ok
        reopen     other       open     none     none
        reopen     served      open     none     ok
        reopen     supervisor  open     open     ok
        rate       owner       open     open     ok
        rate       stranger    none     none     none
        rate       assigned    theirs   theirs   theirs
        rate       other       theirs   theirs   theirs
        rate       served      theirs   theirs   theirs
        rate       supervisor  theirs   theirs   theirs
        leave      owner       ok       ok       ok
        leave      stranger    ok       ok       ok
        leave      assigned    theirs   theirs   theirs
        leave      other       theirs   theirs   theirs
        leave      served      theirs   theirs   theirs
        leave      supervisor  theirs   theirs   theirs
        transcript owner       ok       ok       ok
        transcript stranger    none     none     none
        transcript assigned    ok       ok       ok
        transcript other       ok       none     none
        transcript served      ok       none     ok
        transcript supervisor  ok       ok       ok
        profile    owner       theirs   theirs   theirs
        profile    stranger    theirs   theirs   theirs
        profile    assigned    ok       ok       ok
        profile    other       ok       none     none
        profile    served      ok       none     ok
        profile    supervisor  ok       ok       ok
        """;

    /// <summary>Every cell: action, who, state, outcome.</summary>
    public static IEnumerable<(string Action, string Who, string State, string Outcome)> Cells()
    {
        var lines = Text.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToList();
        var states = lines[0][2..];
        return lines.Skip(1).SelectMany(line => states.Select((state, index) => (line[0], line[1], state, line[index + 2])));
    }
}
