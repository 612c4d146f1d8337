namespace KefuBlazor.Browser.Tests.Scaling;

/// <summary>Tests of proxies, which run alone: browsers beside them would be late.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProxyCollection
{
    public const string Name = "Proxies";
}
