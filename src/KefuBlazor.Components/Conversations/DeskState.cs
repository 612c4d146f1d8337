using System.Security.Claims;
using KefuBlazor.Components.Customers;
using KefuBlazor.Components.Messages;
using KefuBlazor.Components.Presence;
using KefuBlazor.Components.Shared;
using KefuBlazor.Core;
using KefuBlazor.Core.Agents;
using KefuBlazor.Core.Assignment;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Customers;
using KefuBlazor.Core.Hub;
using KefuBlazor.Core.Messages;
using KefuBlazor.Core.Presence;
using Microsoft.Extensions.Logging;

namespace KefuBlazor.Components.Conversations;

/// <summary>
/// What one circuit's desk knows and does. It is touched on the circuit's dispatcher only; events come in through an
/// <see cref="EventPump"/>. Who the agent is comes from the circuit's principal, once, at the start.
/// </summary>
public sealed partial class DeskState(
    IChatHub hub,
    IConversationService conversations,
    IMessageService messages,
    IAssignmentService assignment,
    IAgentService agents,
    IAgentTokenService signIns,
    ICustomerDirectory directory,
    IPresence presence,
    DeskPresence deskPresence,
    TimeProvider clock,
    ILogger<DeskState> logger) : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(20);

    private readonly List<IDisposable> _subscriptions = [];
    private readonly HashSet<string> _stale = [];
    private readonly MarkKeeper _marks = new(conversations, clock, $"desk-{Guid.NewGuid():N}");
    private EventPump? _pump;
    private CustomerWatch? _watch;
    private OpenCustomer? _customer;
    private Alarm? _alarm;
    private string _signInId = string.Empty;
    private bool _ended;

    /// <summary>Something that is shown has changed; raised on the dispatcher.</summary>
    public event Action? Changed;

    /// <summary>The sign-in is over: leave. Raised on the dispatcher.</summary>
    public event Action? SignedOut;

    /// <summary>The browser is connected again: what it could not send meanwhile should go now. Raised on the dispatcher.</summary>
    public event Action? Reconnected;

    /// <summary>Who sits at the desk.</summary>
    public Participant Agent { get; private set; } = Participant.System;

    /// <summary>Their choice; null until it is known.</summary>
    public Availability? Status { get; private set; }

    public Inbox Inbox { get; } = new();

    public Typing Typing { get; } = new(clock);

    public CustomerPresence Customers { get; } = new(presence);

    /// <summary>Of the inbox's lists.</summary>
    public LoadPhase Phase { get; private set; }

    /// <summary>The conversation that is looked at; null if none is.</summary>
    public OpenConversation? Open { get; private set; }

    /// <summary>What is known of the customer of the open conversation; null until it is, and where it may not be seen.</summary>
    public CustomerProfile? Profile => _customer?.Profile;

    /// <summary>Subscribes, then fetches, so that nothing is missed in between.</summary>
    /// <param name="user">The circuit's principal.</param>
    /// <param name="dispatch">Runs work on the circuit's dispatcher and takes care of what it throws.</param>
    public async Task StartAsync(ClaimsPrincipal user, Func<Func<Task>, Task> dispatch)
    {
        ArgumentNullException.ThrowIfNull(user);
        Agent = user.ToAgent();
        Inbox.Assign(Agent);
        _pump = new EventPump(clock, dispatch, Apply);
        _alarm = new Alarm(clock, () => _pump.Post(Nudge.Instance));
        _watch = new CustomerWatch(hub, _pump.Post);
        _customer = new OpenCustomer(hub, _pump.Post);
        var signInId = user.FindFirst(AgentClaims.SignInId)?.Value ?? string.Empty;
        _subscriptions.Add(hub.Subscribe(Audience.Agent(Agent.Id), _pump.Post));
        _subscriptions.Add(hub.Subscribe(Audience.AllAgents, _pump.Post));
        _subscriptions.Add(hub.Subscribe(PresenceChanged.Topic, _pump.Post));
        _subscriptions.Add(hub.Subscribe(SignInEnded.TopicOf(signInId), _pump.Post));
        deskPresence.Reconnected += OnReconnected;

        _signInId = signInId;
        await CheckSignInAsync();
        if (_ended)
            return;

        await deskPresence.StartAsync(Agent);
        await LoadAsync();
        _alarm.RingBy(clock.GetUtcNow() + Tick);
    }

    /// <summary>Fetches the lists; also the retry after a failure.</summary>
    public async Task LoadAsync()
    {
        Phase = LoadPhase.Loading;
        Changed?.Invoke();
        var me = await AskAsync<Agent>(async () => await agents.FindAsync(Agent.Id) is { } found ? found : new Error(ErrorCode.NotFound, "No such agent."));
        Status = me.Succeeded ? me.Value.Status : Status;
        var loaded = await LoadListAsync(ConversationStatus.Active, Agent.Id)
            & await LoadListAsync(ConversationStatus.Waiting, null)
            & await LoadListAsync(ConversationStatus.Closed, Agent.SeesAll ? null : Agent.Id);
        Phase = loaded ? LoadPhase.Ready : LoadPhase.Failed;
        Changed?.Invoke();
        await Settle();
        Changed?.Invoke();
    }

    public void Dispose()
    {
        _ended = true;
        deskPresence.Reconnected -= OnReconnected;
        foreach (var subscription in _subscriptions)
            subscription.Dispose();

        _subscriptions.Clear();
        _watch?.Dispose();
        _customer?.Dispose();
        _alarm?.Dispose();
        _pump?.Dispose();
    }

    private async Task CheckSignInAsync()
    {
        if (!_ended && !await signIns.IsLiveAsync(_signInId))
            await EndAsync();
    }

    /// <summary>From here on the circuit hears nothing and may do nothing, whether its page leaves or not.</summary>
    private async Task EndAsync()
    {
        if (_ended)
            return;

        Dispose();
        Open = null;
        Inbox.Clear();
        await deskPresence.DisposeAsync();
        Changed?.Invoke();
        SignedOut?.Invoke();
    }

    /// <summary>Asks a service. What it throws is logged, and is a refusal like others.</summary>
    private async Task<Result<T>> AskAsync<T>(Func<Task<Result<T>>> ask)
    {
        if (_ended)
            return new Error(ErrorCode.Unauthenticated, "The sign-in is over.");

        try
        {
            return await ask();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            LogRequestFailed(exception);
            return new Error(ErrorCode.Unavailable, "The request failed.");
        }
    }

    [LoggerMessage(3002, LogLevel.Error, "A request of the desk failed")]
    private partial void LogRequestFailed(Exception exception);

    private async Task<bool> LoadListAsync(ConversationStatus status, string? agentId)
    {
        var page = await AskAsync(() => conversations.ListAsync(Agent, new ConversationFilter { Status = status, AgentId = agentId, Limit = Inbox.MostClosed }));
        if (!page.Succeeded)
            return false;

        foreach (var conversation in page.Value.Items)
            Inbox.Merge(conversation);

        return true;
    }

    private void OnReconnected() => _pump?.Post(Back.Instance);

    private sealed record Nudge
    {
        public static Nudge Instance { get; } = new();
    }

    private sealed record Back
    {
        public static Back Instance { get; } = new();
    }
}
