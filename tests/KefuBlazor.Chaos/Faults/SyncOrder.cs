using System.Text.RegularExpressions;

namespace KefuBlazor.Chaos.Faults;

/// <summary>
/// Reads a trace of <c>pwrite64</c>, <c>fsync</c>, <c>fdatasync</c> and sends: was each ack sent only after a sync that began after its message was written
/// to the log, and had returned? Pure, over the lines of strace.
/// </summary>
internal static partial class SyncOrder
{
    /// <summary>How many acks there are, and which were sent too soon.</summary>
    public static (int Acks, IReadOnlyList<string> TooSoon) Judge(IEnumerable<string> lines)
    {
        var written = new Dictionary<string, int>();
        var syncing = new Dictionary<string, int>();
        var synced = 0; // a sync that has returned had begun after this line
        var acks = 0;
        var tooSoon = new List<string>();
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            var thread = line[..Math.Max(0, line.IndexOf(' ', StringComparison.Ordinal))];
            if (line.Contains("pwrite64(", StringComparison.Ordinal) && line.Contains("-wal>", StringComparison.Ordinal))
            {
                foreach (Match id in ClientId().Matches(line))
                    written.TryAdd(id.Value, number);
            }
            else if (SyncCall().IsMatch(line) && line.Contains("-wal>", StringComparison.Ordinal))
            {
                if (line.Contains("<unfinished", StringComparison.Ordinal))
                    syncing[thread] = number;
                else if (line.Contains(" = 0", StringComparison.Ordinal))
                    synced = number;
            }
            else if (line.Contains("sync resumed>", StringComparison.Ordinal) && line.Contains(" = 0", StringComparison.Ordinal))
            {
                if (syncing.Remove(thread, out var began))
                    synced = Math.Max(synced, began);
            }
            else
            {
                foreach (Match ack in Ack().Matches(line))
                {
                    acks++;
                    if (!written.TryGetValue(ack.Groups[1].Value, out var at) || at > synced)
                        tooSoon.Add(ack.Groups[1].Value);
                }
            }
        }

        return (acks, tooSoon);
    }

    [GeneratedRegex(@" f(?:data)?sync\(")]
    private static partial Regex SyncCall();

    // As the clients of these runs name their messages.
    [GeneratedRegex(@"(?:customer|kefu)\d+-\d+(?!\d)")]
    private static partial Regex ClientId();

    [GeneratedRegex("""type\\":\\"ack\\",\\"client_id\\":\\"((?:customer|kefu)\d+-\d+)\\"[^}]*\\"duplicate\\":false""")]
    private static partial Regex Ack();
}
