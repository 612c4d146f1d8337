using KefuBlazor.Benchmarks.Crowd;
using KefuBlazor.Benchmarks.Measures;
using KefuBlazor.Testing;

namespace KefuBlazor.Benchmarks.Circuits;

/// <summary>All desks of a company, and the customers that they serve.</summary>
internal sealed class DeskLoad : IAsyncDisposable
{
    /// <summary>Conversations of each agent.</summary>
    public const int ConversationsEach = 20;

    /// <summary>How many messages a desk's log of the open conversation holds at most: the desk's <c>MessageWindow.Capacity</c>.</summary>
    public const int LogHolds = 200;

    private const int DesksInChromium = 2;
    private const int AtOnce = 8;
    private const int OpenedPerSecond = 200;
    private static readonly TimeSpan SettlesWithin = TimeSpan.FromSeconds(60);

    private readonly Uri _server;
    private readonly IReadOnlyList<string> _agents;
    private readonly StampedCustomer[] _customers;
    private readonly HeadlessDesk?[] _deskOf;
    private readonly List<HeadlessDesk> _desks = [];
    private readonly List<StampedCustomer> _open = [];
    private ChromiumDesks? _chromium;

    /// <param name="server">Where.</param>
    /// <param name="agents">Their user names.</param>
    /// <param name="texts">How many each customer writes at most.</param>
    public DeskLoad(Uri server, IReadOnlyList<string> agents, int texts)
    {
        (_server, _agents) = (server, agents);
        _customers = [.. Enumerable.Range(0, agents.Count * ConversationsEach).Select(index => new StampedCustomer(index, texts))];
        _deskOf = new HeadlessDesk?[_customers.Length];
    }

    /// <summary>Where the times are noted from sending to the batch that shows it in the open conversation.</summary>
    public Histogram? Shown { get; private set; }

    /// <summary>The same for a text that only the list shows.</summary>
    public Histogram? Listed { get; private set; }

    /// <summary>From sending to the ack.</summary>
    public Histogram? Acks { get; private set; }

    /// <summary>How many desks there are, those in Chromium included.</summary>
    public int Desks => _agents.Count;

    /// <summary>How many of them are in Chromium.</summary>
    public int InChromium => _chromium is null ? 0 : DesksInChromium;

    /// <summary>Batches that were rendered so far, and their size.</summary>
    public (long Count, long Bytes) Batches => (_desks.Sum(desk => desk.Batches), _desks.Sum(desk => desk.Bytes));

    /// <summary>Connects the customers, who have not written yet.</summary>
    public Task ConnectAsync() => Parallel.ForEachAsync(_customers, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (customer, _) =>
    {
        await customer.ConnectAsync(new Uri(_server, "ws?user_type=kehu"), "kefu.v1");
        customer.Start();
        await customer.Welcomed;
    });

    /// <summary>Opens the desks, the last ones in Chromium where there is one.</summary>
    public async Task OpenDesksAsync()
    {
        if (ChromiumDesks.IsAvailable && _agents.Count > DesksInChromium)
            _chromium = await ChromiumDesks.StartAsync();
        var without = _agents.SkipLast(InChromium).ToList();
        _desks.AddRange(without.Select(_ => new HeadlessDesk(_server, See)));
        await Parallel.ForAsync(0, without.Count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (at, _) =>
            await _desks[at].OpenAsync(without[at], ManyAgents.Password));
        foreach (var agent in _agents.TakeLast(InChromium))
            await _chromium!.OpenAsync(_server, agent, ManyAgents.Password);
    }

    /// <summary>Every customer writes a first text and is given to an agent; each agent opens one of theirs.</summary>
    public async Task OpenConversationsAsync()
    {
        await Pace.KeepAsync(OpenedPerSecond, TimeSpan.FromSeconds((double)_customers.Length / OpenedPerSecond), number => _customers[number].Write());
        await SettleAsync();
        await Eventually.HoldsAsync(
            async () => _chromium is null || await _chromium.CountRowsAsync() == InChromium * ConversationsEach,
            () => "the desks in Chromium do not show all",
            SettlesWithin);
        foreach (var (desk, customer) in _deskOf.Index().Where(one => one.Item is not null).Select(one => (one.Item!, one.Index)).DistinctBy(one => one.Item1))
        {
            await desk.ShowAsync(customer, _customers[customer].ConversationId!);
            _open.Add(_customers[customer]);
        }

        foreach (var id in _chromium is null ? [] : await _chromium.ShowAsync())
            _open.Add(_customers.First(customer => customer.ConversationId == id));
    }

    /// <summary>The customers whose conversations are open write until each has as many texts as the desk's log holds, which then grows no more.</summary>
    public async Task FillLogsAsync(int perSecond)
    {
        var texts = _open.Count * LogHolds;
        await Pace.KeepAsync(perSecond, TimeSpan.FromSeconds((double)texts / perSecond), number => _open[number % _open.Count].Write());
        await SettleAsync();
    }

    /// <summary>All customers write in turn; times are noted from now on.</summary>
    public async Task<Histogram> RunAsync(int perSecond, TimeSpan time)
    {
        (Shown, Listed, Acks) = (new Histogram(), new Histogram(), new Histogram());
        foreach (var customer in _customers)
            customer.Acks = Acks;
        if (_chromium is not null)
            await _chromium.WatchAsync();
        await Pace.KeepAsync(perSecond, time, number => _customers[number % _customers.Length].Write());
        await SettleAsync();
        return _chromium is null ? new Histogram() : await _chromium.TimesAsync(_customers);
    }

    public async ValueTask DisposeAsync()
    {
        if (_chromium is not null)
            await _chromium.DisposeAsync();
        foreach (var desk in _desks)
            await desk.DisposeAsync();
        foreach (var customer in _customers)
            customer.Dispose();
    }

    private void See(HeadlessDesk desk, ReadOnlySpan<byte> batch)
    {
        while (Stamp.TryTake(ref batch, out var stamp))
        {
            var customer = _customers[stamp.Customer];
            _deskOf[stamp.Customer] = desk;
            if (customer.TrySee(stamp.Number))
                (desk.Shown == stamp.Customer ? Shown : Listed)?.Add(customer.SentAt(stamp.Number));
        }
    }

    /// <summary>Waits until everything that was written is acked, and shown where a desk tells.</summary>
    private async Task SettleAsync()
    {
        await Eventually.HoldsAsync(
            () => Task.FromResult(_customers.All(customer => !customer.IsWaiting) && NotShown() == 0),
            () => $"{_customers.Count(customer => customer.IsWaiting)} customers wait for an ack, the newest text of {NotShown()} is not shown; {Fault()}",
            SettlesWithin);
        if (Fault() is { } fault)
            throw new InvalidOperationException(fault);
    }

    // Those that agents in Chromium have are told of by nobody.
    private int NotShown() => _customers.Count(customer => customer.Seen < customer.Sent)
        - (InChromium * ConversationsEach);

    private string? Fault() =>
        _customers.Select(customer => customer.Fault).Concat(_desks.Select(desk => desk.Fault)).FirstOrDefault(fault => fault is not null);
}
