using KefuBlazor.Core.Hub;
using KefuBlazor.Core.Messages;
using KefuBlazor.Core.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace KefuBlazor.Chaos.Broken;

/// <summary>A promise that a server breaks on purpose, so that the checker can show that it notices.</summary>
internal enum BrokenSwitch
{
    /// <summary>The ack is sent, and the message stored a moment later.</summary>
    AckBeforeCommit,

    /// <summary>A message that is sent again is stored again.</summary>
    NoDedupe,

    /// <summary>Events get lost, and nobody fetches what they would have told.</summary>
    NoGapFill,

    /// <summary>The place of a message comes from a clock.</summary>
    OrderByClock,

    /// <summary>A connection is told what there is, and only then subscribed to what comes.</summary>
    FetchBeforeSubscribe,
}

/// <summary>Wraps the sound service in the broken one.</summary>
internal static class Switches
{
    public static void Throw(IServiceCollection services, BrokenSwitch broken)
    {
        switch (broken)
        {
            case BrokenSwitch.AckBeforeCommit:
                Decorate<IMessageService>(services, inner => new EarlyAcks(inner));
                break;
            case BrokenSwitch.NoDedupe:
                Decorate<IMessageService>(services, inner => new ForgetfulMessages(inner));
                Decorate<IChatHub>(services, inner => new ForgetfulHub(inner));
                break;
            case BrokenSwitch.NoGapFill:
                Decorate<IChatHub>(services, inner => new LossyHub(inner));
                break;
            case BrokenSwitch.OrderByClock:
                Decorate<IMessageService>(services, inner => new ClockOrder(inner));
                break;
            case BrokenSwitch.FetchBeforeSubscribe:
                Decorate<IConnectionFeeds>(services, inner => new LateFeeds(inner));
                break;
        }

        Console.WriteLine($"This server is broken on purpose: {broken}");
    }

    private static void Decorate<T>(IServiceCollection services, Func<T, T> decorate)
        where T : class
    {
        var sound = services.Last(service => service.ServiceType == typeof(T));
        services.Add(new ServiceDescriptor(typeof(T), provider => decorate((T)Make(provider, sound)), sound.Lifetime));
    }

    private static object Make(IServiceProvider provider, ServiceDescriptor sound) =>
        sound.ImplementationFactory?.Invoke(provider)
        ?? sound.ImplementationInstance
        ?? ActivatorUtilities.CreateInstance(provider, sound.ImplementationType!);
}
