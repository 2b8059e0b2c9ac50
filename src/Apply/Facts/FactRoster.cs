using System.Collections;
using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>The fact resolvers, and the facts of a host put together.</summary>
public static partial class FactRoster
{
    private const string EnvironmentPrefix = "FACTER_";

    [Roster]
    public static partial ImmutableArray<FactResolver> All { get; }

    /// <summary>
    /// The facts of a host: resolved, then the older flat names that follow from them, then those given from
    /// outside, which win. An image has only the facts its files tell.
    /// </summary>
    public static HashValue Resolve(Host host, HashValue given)
    {
        var facts = new HashValue.Builder();
        foreach (var resolver in All.Where(fact => host.Stage == Stage.Host || fact.IsOfImages))
        {
            if (resolver.Resolve(host) is { } value)
            {
                facts[resolver.Name] = value;
            }
        }
        foreach (var (name, value) in LegacyFacts.Of(facts.Build()).Pairs.Concat(given.Pairs))
        {
            facts[name] = value;
        }
        return facts.Build();
    }

    /// <summary>Facts from variables such as <c>FACTER_role</c>: lower case names, texts.</summary>
    public static HashValue FromEnvironment() =>
        HashValue.Of(
            Environment
                .GetEnvironmentVariables()
                .Cast<DictionaryEntry>()
                .Select(entry => KeyValuePair.Create((string)entry.Key, (string?)entry.Value ?? ""))
                .Where(entry => entry.Key.StartsWith(EnvironmentPrefix, StringComparison.OrdinalIgnoreCase))
                .OrderBy(entry => entry.Key, StringComparer.Ordinal)
                .Select(entry =>
                    KeyValuePair.Create<Value, Value>(
                        entry.Key[EnvironmentPrefix.Length..].ToLowerInvariant(),
                        entry.Value
                    )
                )
        );
}
