using System.Collections.Concurrent;
using KefuBlazor.Core.Assignment;
using KefuBlazor.Core.Hub;
using KefuBlazor.Core.Presence;

namespace KefuBlazor.Server.Identity;

/// <summary>
/// Lets an agent who signs out give their conversations back at once, rather than after the grace time of a lost connection. Ending a sign-in
/// closes its sockets and circuits a moment later, and the agent may have others under another sign-in. So a sign-out is remembered for
/// some seconds, and the conversations go back when presence says, then or at once, that no connection is left.
/// </summary>
internal sealed partial class SignedOutAgents(
    IChatHub hub, IPresence presence, IAssignmentService assignment, TimeProvider time, ILogger<SignedOutAgents> logger) : IHostedService
{
    // Longer than it takes to close what hangs on a sign-in, shorter than a lost connection that has nothing to do with it is likely.
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, long> _signedOutAt = new();
    private IDisposable? _subscription;

    /// <summary>A sign-in of this agent is about to end.</summary>
    public void Expect(string agentId) => _signedOutAt[agentId] = time.GetTimestamp();

    /// <summary>Gives the conversations of an agent back who has no connection left.</summary>
    public async Task ReleaseIfGoneAsync(string agentId)
    {
        if (!(await presence.PresentAgentsAsync()).Contains(agentId) && _signedOutAt.TryRemove(agentId, out _))
            await assignment.ReleaseAsync(agentId);
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _subscription = hub.Subscribe(PresenceChanged.Topic, OnPresenceChanged);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _subscription?.Dispose();
        return Task.CompletedTask;
    }

    private void OnPresenceChanged(object @event)
    {
        if (@event is not PresenceChanged { Who.IsAgent: true } changed || !_signedOutAt.TryRemove(changed.Who.Id, out var at))
            return;

        // Whoever comes back has not gone; the mark is spent either way.
        if (!changed.Present && time.GetElapsedTime(at) < Memory)
            _ = ReleaseAsync(changed.Who.Id);
    }

    private async Task ReleaseAsync(string agentId)
    {
        try
        {
            await assignment.ReleaseAsync(agentId);
        }
        catch (Exception exception)
        {
            // The grace time of a lost connection does the same a little later.
            LogReleaseFailed(agentId, exception);
        }
    }

    [LoggerMessage(2006, LogLevel.Error, "The conversations of {AgentId}, who signed out, could not be given back")]
    private partial void LogReleaseFailed(string agentId, Exception exception);
}
