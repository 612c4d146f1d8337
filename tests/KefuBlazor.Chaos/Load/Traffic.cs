using System.Text;
using KefuBlazor.Chaos.Clients;

namespace KefuBlazor.Chaos.Load;

/// <summary>Messages in both directions: an even stream, and now and then as many at once as there are in a second.</summary>
internal sealed class Traffic(Crowd crowd, int perSecond, int seed)
{
    private const int TicksPerSecond = 10;
    private const int TicksBetweenBursts = 50;
    private const double ShareOfCustomers = 0.55;
    private const double ShareOfFiles = 0.05;
    private const int MostWordsOfFile = 3000;

    private readonly Random _random = new(seed);
    private int _sent;

    /// <summary>How many messages were handed to clients.</summary>
    public int Sent => _sent;

    /// <summary>Sends until the time is over or it is stopped.</summary>
    public async Task RunAsync(TimeSpan duration, CancellationToken stop = default)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / TicksPerSecond));
        var ticks = (int)(duration.TotalSeconds * TicksPerSecond);

        // A fifth of the load comes in bursts, so the even stream is that much thinner.
        var evenly = perSecond * 0.8 / TicksPerSecond;
        var owed = 0.0;
        for (var tick = 1; tick <= ticks && !stop.IsCancellationRequested; tick++)
        {
            owed += evenly;
            for (; owed >= 1; owed--)
                SendOne();
            if (tick % TicksBetweenBursts == 0)
                Burst(perSecond);
            if (!await timer.WaitForNextTickAsync(CancellationToken.None))
                return;
        }
    }

    /// <summary>So many at once.</summary>
    public void Burst(int count)
    {
        for (var index = 0; index < count; index++)
            SendOne();
    }

    private void SendOne()
    {
        _sent++;
        var isFile = _random.NextDouble() < ShareOfFiles;
        var text = Words(_random.Next(1, isFile ? MostWordsOfFile : 24));
        if (_random.NextDouble() >= ShareOfCustomers && crowd.Agents.Count > 0)
        {
            var agent = crowd.Agents[_random.Next(crowd.Agents.Count)];
            var mine = agent.Mine.Order().ToList();
            if (mine.Count > 0)
            {
                Send(agent, text, isFile, mine[_random.Next(mine.Count)]);
                return;
            }
        }

        ChatClient customer = crowd.Customers[_random.Next(crowd.Customers.Count)];
        Send(customer, text, isFile, conversationId: null);
    }

    private static void Send(ChatClient client, string text, bool isFile, string? conversationId)
    {
        if (isFile)
            client.SayFile(Encoding.UTF8.GetBytes(text), conversationId);
        else
            client.Say(text, conversationId);
    }

    private string Words(int count)
    {
        string[] words = ["订单", "什么时候", "发货", "please", "check", "退款", "谢谢", "👍", "invoice", "好的", "稍等", "again"];
        return string.Join(' ', Enumerable.Range(0, count).Select(_ => words[_random.Next(words.Length)]));
    }
}
