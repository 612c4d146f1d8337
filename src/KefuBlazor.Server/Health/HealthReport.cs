namespace KefuBlazor.Server.Health;

/// <summary>What <c>GET /health</c> says, to those who run the program. Counts of people and conversations are of the whole system, the rest of this node.</summary>
/// <param name="Status"><c>ok</c>, <c>degraded</c> while a configured Redis is away, <c>unready</c> as <c>/health/ready</c> says.</param>
/// <param name="Version">Of the program.</param>
/// <param name="UptimeSeconds">Since the process started.</param>
/// <param name="Database">How the database is.</param>
/// <param name="Redis">How Redis is, seen from here.</param>
/// <param name="Sockets">Open WebSocket connections.</param>
/// <param name="Circuits">Open desks.</param>
/// <param name="Conversations">How many are open; null while the database does not say.</param>
/// <param name="AgentsPresent">Agents with a connection anywhere.</param>
/// <param name="Memory">Of this process.</param>
/// <param name="Cpu">Of this process.</param>
/// <param name="Disk">Where the data lies: SQLite's folder, else the current directory.</param>
internal sealed record HealthReport(
    string Status,
    string Version,
    long UptimeSeconds,
    DatabaseReport Database,
    RedisReport Redis,
    int Sockets,
    int Circuits,
    ConversationsReport? Conversations,
    int AgentsPresent,
    MemoryReport Memory,
    CpuReport Cpu,
    DiskReport Disk);

/// <param name="Provider"><c>Sqlite</c> or <c>Postgres</c>.</param>
/// <param name="Ok">Whether it answers and takes writes.</param>
/// <param name="Fault">Why not.</param>
/// <param name="LatencyMs">How long it took to count the conversations; null where it could not.</param>
internal sealed record DatabaseReport(string Provider, bool Ok, string? Fault, double? LatencyMs);

/// <param name="Configured">Whether there is to be one; if not, the rest says nothing.</param>
/// <param name="Connected">Whether it answers.</param>
/// <param name="LatencyMs">Of its last answer.</param>
/// <param name="LastError">What went wrong last.</param>
internal sealed record RedisReport(bool Configured, bool Connected, double? LatencyMs, string? LastError);

/// <param name="Active">With an agent.</param>
/// <param name="Waiting">In the queue.</param>
internal sealed record ConversationsReport(int Active, int Waiting);

/// <param name="WorkingSetBytes">What the process holds of the machine's memory.</param>
/// <param name="HeapBytes">Of that, the managed heap as the last collection left it.</param>
internal sealed record MemoryReport(long WorkingSetBytes, long HeapBytes);

/// <param name="Cores">That the process may use.</param>
/// <param name="Seconds">Used since the start.</param>
/// <param name="Percent">Used of all cores over the last seconds, 0–100.</param>
internal sealed record CpuReport(int Cores, double Seconds, double Percent);

/// <param name="FreeBytes">Left for this process's user.</param>
/// <param name="TotalBytes">In all.</param>
internal sealed record DiskReport(long FreeBytes, long TotalBytes);
