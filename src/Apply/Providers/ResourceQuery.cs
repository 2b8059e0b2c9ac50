using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>What a host has of a type, without a catalog: for <c>bunraku resource</c>.</summary>
public static class ResourceQuery
{
    /// <summary>Whether there is a provider of ours that can be asked on this host.</summary>
    public static bool CanAsk(ResourceType type, Host host, Facts facts) =>
        ProviderOf(type, host, facts) is not null;

    /// <summary>All resources that can be told, sorted by their titles.</summary>
    public static ImmutableArray<Resource> All(ResourceType type, Host host, Facts facts)
    {
        // What the best provider knows counts, then what others know besides.
        var found = new Dictionary<string, Resource>();
        foreach (var provider in ProviderRoster.Suitable(type.Name, host, facts))
        {
            foreach (var one in provider.Instances(host))
            {
                found.TryAdd(one.Title, Pruned(type, one, provider));
            }
        }
        return [.. found.Values.OrderBy(one => one.Title, StringComparer.Ordinal)];
    }

    /// <summary>One resource; what is not there is <c>absent</c>.</summary>
    public static Resource One(ResourceType type, string name, Host host, Facts facts)
    {
        var provider = ProviderOf(type, host, facts);
        var absent = AbsentOf(type, name);
        var found = provider?.Find(host, name) ?? absent;
        return Pruned(type, found with { Reference = absent.Reference }, provider);
    }

    /// <summary>A resource that is not there.</summary>
    public static Resource Absent(ResourceType type, string name, Host host, Facts facts) =>
        Pruned(type, AbsentOf(type, name), ProviderOf(type, host, facts));

    /// <summary>Whether it can be told what the host has of the type at all.</summary>
    public static bool CanList(ResourceType type, Host host, Facts facts) =>
        ProviderOf(type, host, facts) is not { CanList: false };

    private static Resource AbsentOf(ResourceType type, string name) =>
        new(new ResourceReference(ResourceReference.Capitalize(type.Name), name))
        {
            Parameters = [new("ensure", "absent")],
        };

    private static Provider? ProviderOf(ResourceType type, Host host, Facts facts) =>
        ProviderRoster.Suitable(type.Name, host, facts).FirstOrDefault();

    /// <summary>
    /// Properties that say something, <c>ensure</c> first and then by name, and who was asked.
    /// </summary>
    private static Resource Pruned(ResourceType type, Resource found, Provider? provider)
    {
        var kept = found
            .Parameters.Where(p =>
                type.Find(p.Key) is { Kind: AttributeKind.Property } && Says(p.Key, p.Value)
            )
            .ToList();
        if (provider is not null && type.Find("provider") is not null)
        {
            kept.Add(new("provider", provider.Name));
        }
        return found with
        {
            Parameters = [.. kept.OrderBy(p => p.Key != "ensure").ThenBy(p => p.Key, StringComparer.Ordinal)],
        };
    }

    private static bool Says(string name, Value value) =>
        value switch
        {
            ArrayValue { Count: 0 } => false,
            UndefValue => false,
            _ => value.ToString() is var text && text.Length > 0 && (name == "ensure" || text != "absent"),
        };
}
