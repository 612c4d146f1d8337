using KefuBlazor.Server.Hosting;

namespace KefuBlazor.Server.Limits;

/// <summary>Settings under <c>Limits</c>. 0 is everywhere "none".</summary>
public sealed class LimitOptions : ICheckedOptions
{
    public const string Section = "Limits";

    /// <summary>New visitors a minute from one address. Default 50.</summary>
    public int NewVisitorsPerMinutePerAddress { get; set; } = 50;

    /// <summary>Sockets of one visitor at a time. Default 10.</summary>
    public int SocketsPerVisitor { get; set; } = 10;

    /// <summary>Sockets from one address at a time. Default 200.</summary>
    public int SocketsPerAddress { get; set; } = 200;

    /// <summary>Sockets of this process at a time. Default 20000.</summary>
    public int Connections { get; set; } = 20_000;

    /// <summary>Failed sign-ins a minute from one address. Default 10.</summary>
    public int FailedLoginsPerMinutePerAddress { get; set; } = 10;

    IEnumerable<string> ICheckedOptions.Faults()
    {
        (string Name, int Value)[] all =
        [
            (nameof(NewVisitorsPerMinutePerAddress), NewVisitorsPerMinutePerAddress),
            (nameof(SocketsPerVisitor), SocketsPerVisitor),
            (nameof(SocketsPerAddress), SocketsPerAddress),
            (nameof(Connections), Connections),
            (nameof(FailedLoginsPerMinutePerAddress), FailedLoginsPerMinutePerAddress),
        ];
        return all.Where(limit => limit.Value < 0).Select(limit => $"{Section}:{limit.Name} is {limit.Value}: give 0 (none) or more.");
    }
}
