using StackExchange.Redis;

namespace KefuBlazor.Core.Storage.Redis;

/// <summary>
/// Every key and channel, with its type and its life. All of it can be lost at any time: what a user would miss is in the database.
/// A change of what a key or channel holds changes its name, so that nodes of two versions can run side by side.
/// </summary>
internal static class RedisKeys
{
    /// <summary>Channel. What is published on one node's hub, and each node's beat: <see cref="BackplaneWord"/>.</summary>
    public static RedisChannel Words { get; } = new("kefu:words:1", RedisChannel.PatternMode.Literal);

    /// <summary>Set of node ids. Never expires; whoever reads it takes out those whose lease is gone.</summary>
    public static RedisKey Nodes { get; } = "kefu:nodes";

    /// <summary>What all leases begin with.</summary>
    public const string LeasePrefix = "kefu:node:";

    /// <summary>String: how often that node's presence changed. The node's lease: renewed every 5 s, gone 15 s after the last renewal.</summary>
    public static RedisKey Lease(string nodeId) => LeasePrefix + nodeId;

    /// <summary>Hash of <c>a:agent</c> or <c>c:customer</c> to the number of connections on that node. Expires with the lease.</summary>
    public static RedisKey Present(string nodeId) => "kefu:present:" + nodeId;

    /// <summary>String: the working copy of a sign-in as JSON, or <c>ended</c>. Expires an hour after its last use.</summary>
    public static RedisKey SignIn(string signInId) => "kefu:signin:" + signInId;

    /// <summary>Hash of <c>left</c> and <c>at</c> (milliseconds by Redis's clock): a bucket. Expires a window after its last use.</summary>
    public static RedisKey Rate(string kind, string subject) => "kefu:rate:" + kind + ":" + subject;
}
