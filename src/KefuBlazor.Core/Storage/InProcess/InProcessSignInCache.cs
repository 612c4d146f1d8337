using System.Collections.Concurrent;
using KefuBlazor.Core.Agents;

namespace KefuBlazor.Core.Storage.InProcess;

internal sealed class InProcessSignInCache : ISignInCache
{
    // What was removed leaves a null behind: a request that read the row just before it ended must not put it back.
    private readonly ConcurrentDictionary<string, SignInState?> _signIns = new();

    public ValueTask<SignInState?> GetAsync(string id) => new(_signIns.GetValueOrDefault(id));

    public ValueTask SetAsync(SignInState signIn)
    {
        _signIns.AddOrUpdate(signIn.Id, signIn, (_, existing) => existing is null ? null : signIn);
        return default;
    }

    public ValueTask RemoveAsync(string id)
    {
        _signIns[id] = null;
        return default;
    }
}
