using System.Security.Cryptography;

namespace KefuBlazor.Core.Storage.Redis;

/// <summary>This process among the others, another at each start.</summary>
internal sealed record NodeId(string Value)
{
    public static NodeId Create() => new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)));
}
