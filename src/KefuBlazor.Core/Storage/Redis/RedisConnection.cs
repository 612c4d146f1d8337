using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace KefuBlazor.Core.Storage.Redis;

/// <summary>What a command came to.</summary>
/// <param name="Succeeded">Whether Redis answered it.</param>
/// <param name="Value">The answer, if it did.</param>
internal readonly record struct RedisReply<T>(bool Succeeded, T? Value);

/// <summary>
/// The one way to Redis. The client's own commands never time out, so here each has its time, and while Redis is away all fail at once:
/// nothing of ours waits for it. Its times are the system's, whatever clock the rest runs by, since a real server is on the other side.
/// </summary>
internal sealed partial class RedisConnection(string connectionString, IOptions<RedisOptions> options, ILogger<RedisConnection> logger)
    : BackgroundService, IRedisHealth
{
    private const string NeverAnswered = "It has not answered yet.";

    private readonly CircuitBreaker _breaker = new(options.Value.BreakAfter, options.Value.BreakFor, TimeProvider.System);
    private readonly Lock _stateLock = new();
    private volatile ConnectionMultiplexer? _multiplexer;
    private volatile RedisHealth _health = new(Configured: true, Connected: false);

    /// <summary>It was lost, or is back: what it says is then so. Handlers return at once; they may be called on any thread.</summary>
    public event Action<bool>? UpChanged;

    /// <summary>The connection that words from others come by broke or was made again: some may be lost.</summary>
    public event Action? WordsBroken;

    public RedisHealth Current => _health;

    /// <summary>Whether it answers.</summary>
    public bool IsUp => _health.Connected;

    /// <summary>Reads what a connection string says, and adds what this program needs.</summary>
    /// <exception cref="InvalidOperationException">It cannot be read. The message does not repeat it: it may hold a password.</exception>
    public static ConfigurationOptions Parse(string connectionString)
    {
        ConfigurationOptions parsed;
        try
        {
            parsed = ConfigurationOptions.Parse(connectionString);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            throw new InvalidOperationException("ConnectionStrings:Redis cannot be read. Write host:port or host:port,password=…,ssl=true.");
        }

        parsed.AbortOnConnectFail = false;
        parsed.ReconnectRetryPolicy = new LinearRetry(1000);
        parsed.ConnectTimeout = Math.Min(parsed.ConnectTimeout, 2000);
        parsed.KeepAlive = 5;
        return parsed;
    }

    /// <summary>Runs commands; whatever goes wrong, or takes too long, is a reply without success.</summary>
    public async ValueTask<RedisReply<T>> RunAsync<T>(Func<StackExchange.Redis.IDatabase, Task<T>> commands)
    {
        if (_multiplexer is not { } multiplexer || !_breaker.TryEnter())
            return default;

        Task<T>? running = null;
        try
        {
            running = commands(multiplexer.GetDatabase());

            // Yields: the client completes its tasks on its own thread, which others' answers wait for.
            var value = await running.WaitAsync(options.Value.CommandTimeout).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            _breaker.Succeeded();
            SetUp(true, null);
            return new RedisReply<T>(true, value);
        }
        catch (RedisServerException exception)
        {
            // It lives and refuses this one, such as for want of memory.
            _breaker.Succeeded();
            LogRefused(exception);
            return default;
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException or OperationCanceledException or ObjectDisposedException)
        {
            _ = running?.ContinueWith(late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            if (_breaker.Failed() || exception is RedisConnectionException)
                SetUp(false, exception);
            return default;
        }
    }

    /// <summary>Hears a channel. The handler is called in the order of the words and returns at once.</summary>
    /// <returns>Whether Redis confirmed it in time; if not, it may still do so.</returns>
    public async ValueTask<bool> SubscribeAsync(RedisChannel channel, Action<RedisChannel, RedisValue> handler)
    {
        if (_multiplexer is not { } multiplexer)
            return false;
        return (await RunAsync(async _ =>
        {
            // First away with what may have been left of an earlier try, else every word would be heard twice.
            var subscriber = multiplexer.GetSubscriber();
            await subscriber.UnsubscribeAsync(channel, handler);
            await subscriber.SubscribeAsync(channel, handler);
            return true;
        })).Succeeded;
    }

    public override void Dispose()
    {
        base.Dispose();
        _multiplexer?.Close(allowCommandsToComplete: false);
        _multiplexer?.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            // The client connects in part synchronously; the host's start must not wait for that.
            await Task.Yield();
            await ConnectAsync(stoppingToken);
            using var timer = new PeriodicTimer(options.Value.BeatEvery);
            do
                await PingAsync();
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    /// <summary>Makes the client, which from then on connects again by itself. It fails where a name cannot be resolved.</summary>
    private async Task ConnectAsync(CancellationToken stoppingToken)
    {
        var parsed = Parse(connectionString);
        while (true)
        {
            try
            {
                var multiplexer = await ConnectionMultiplexer.ConnectAsync(parsed);
                multiplexer.ConnectionFailed += OnFailed;
                multiplexer.ConnectionRestored += OnRestored;
                _multiplexer = multiplexer;
                if (stoppingToken.IsCancellationRequested)
                    multiplexer.Dispose();
                return;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                SetUp(false, exception);
                await Task.Delay(options.Value.BreakFor, stoppingToken);
            }
        }
    }

    /// <summary>Notices a Redis that is away, or back, though nobody else asks it anything.</summary>
    private async Task PingAsync()
    {
        var asked = Stopwatch.GetTimestamp();
        if ((await RunAsync(database => database.PingAsync())).Succeeded)
            _health = _health with { Latency = Stopwatch.GetElapsedTime(asked) };
        else if (!IsUp && _health.LastError is null)
            SetUp(false, null);
    }

    private void OnFailed(object? sender, ConnectionFailedEventArgs failed)
    {
        if (failed.ConnectionType == ConnectionType.Subscription)
            WordsBroken?.Invoke();
        else
            SetUp(false, failed.Exception);
    }

    private void OnRestored(object? sender, ConnectionFailedEventArgs restored)
    {
        if (restored.ConnectionType == ConnectionType.Subscription)
            WordsBroken?.Invoke();
    }

    private void SetUp(bool up, Exception? exception)
    {
        if (up && _health is { Connected: true, LastError: null })
            return; // What nearly every command comes to.
        lock (_stateLock)
        {
            var before = _health;
            _health = before with { Connected = up, LastError = up ? null : exception?.GetType().Name ?? before.LastError ?? NeverAnswered };
            if (before.Connected == up)
            {
                if (!up && before.LastError is null)
                    LogLost(_health.LastError!);
                return;
            }

            if (up)
                LogUp();
            else
                LogLost(_health.LastError!);

            // Within the lock, so that nobody is told of the end before the beginning.
            UpChanged?.Invoke(up);
        }
    }
}
