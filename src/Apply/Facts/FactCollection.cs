using System.Diagnostics;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>
/// The facts of a host: what the machine tells, what files and programs add, what code of modules adds, what
/// was given. Each is found when it is asked for, once. Any thread may ask.
/// </summary>
public sealed class FactCollection : HashSource
{
    private readonly Host host;
    private readonly FactSources sources;
    private readonly Dictionary<string, Value?> found = [];
    private readonly Dictionary<string, Value?> core = [];
    private readonly Lock gate = new();
    private readonly ExternalFacts external;
    private readonly CustomFacts custom;

    public FactCollection(Host host, FactSources sources)
    {
        this.host = host;
        this.sources = sources;
        external = new ExternalFacts(host, sources);
        custom = new CustomFacts(host, sources, this);
        Values = HashValue.From(this);
    }

    /// <summary>All facts, older names among them, as a hash whose values are found on demand.</summary>
    public HashValue Values { get; }

    public override IEnumerable<string> Names =>
        Resolvers.Select(resolver => resolver.Name).Concat(LegacyFacts.FixedNames).Concat(custom.FixedNames);

    public override bool Knows(string name)
    {
        lock (gate)
        {
            return sources.Given.Find(name) is not null
                || Resolvers.Any(resolver => resolver.Name == name)
                || LegacyFacts.RootOf(name) is not null
                || external.Find(name) is not null
                || custom.FixedNames.Contains(name);
        }
    }

    public override Value? Find(Value key) => key is StringValue name ? Find(name.Text) : null;

    /// <summary>The value of a fact by its name, or null.</summary>
    public Value? Find(string name)
    {
        lock (gate)
        {
            if (!found.TryGetValue(name, out var value))
            {
                value = sources.Blocked.Contains(name) ? null : Resolve(name);
                found[name] = value;
            }
            return value;
        }
    }

    public override HashValue All() => All(withLegacy: true);

    /// <summary>Every fact there is; older names when they are wanted.</summary>
    public HashValue All(bool withLegacy)
    {
        lock (gate)
        {
            var names = new List<string>();
            names.AddRange(Resolvers.Select(resolver => resolver.Name));
            if (withLegacy && !sources.BlocksLegacy)
            {
                names.AddRange(LegacyNames());
            }
            names.AddRange(external.Names);
            names.AddRange(custom.Names());
            names.AddRange(sources.Given.Keys.Select(key => key.ToString()));
            var facts = new HashValue.Builder();
            foreach (var name in names.Distinct())
            {
                if (Find(name) is { } value)
                {
                    facts[name] = value;
                }
            }
            return facts.Build();
        }
    }

    /// <summary>What the machine itself tells, whatever code says, or null.</summary>
    internal Value? Core(string name)
    {
        if (!core.TryGetValue(name, out var value))
        {
            value = sources.Blocked.Contains(name) ? null : WithoutBlocked(name, Machine(name));
            core[name] = value;
        }
        return value;
    }

    /// <summary>A fact without those of its parts that are blocked: <c>os.name</c>.</summary>
    private Value? WithoutBlocked(string name, Value? value) =>
        value is HashValue hash
        && sources.Blocked.Any(one => one.StartsWith(name + '.', StringComparison.Ordinal))
            ? HashValue.Of(
                from pair in hash.Pairs
                let part = $"{name}.{pair.Key}"
                where !sources.Blocked.Contains(part)
                select KeyValuePair.Create(pair.Key, WithoutBlocked(part, pair.Value)!)
            )
            : value;

    /// <summary>What was given or told by files, which code may outweigh, or null.</summary>
    internal (Value Value, long Weight)? Outer(string name) =>
        sources.Given.Find(name) is { } given ? (given, 1_000_000)
        : external.Find(name) is { } told ? (told, ExternalFacts.Weight)
        : null;

    /// <summary>Code has added something to a fact: it has to be found anew.</summary>
    internal void Forget(string name) => found.Remove(name);

    private IEnumerable<FactResolver> Resolvers =>
        FactRoster.All.Where(fact =>
            (host.Stage == Stage.Host || fact.IsOfImages)
            && (!fact.IsOfPuppet || sources.WithPuppet)
            && (!fact.IsOfModules || host.Stage != Stage.Host || custom.FixedNames.Contains(fact.Name))
        );

    private Value? Resolve(string name) =>
        custom.MayDefine(name) && !IsNativelyOfModules(name)
            ? custom.Find(name)
            : Outer(name)?.Value ?? Core(name);

    private bool IsNativelyOfModules(string name) =>
        Resolvers.Any(resolver => resolver.IsOfModules && resolver.Name == name);

    private Value? Machine(string name)
    {
        if (Resolvers.FirstOrDefault(resolver => resolver.Name == name) is { } resolver)
        {
            var clock = Stopwatch.StartNew();
            Value? value = null;
            try
            {
                value = resolver.Resolve(host);
            }
            catch (HostException failure)
            {
                sources.OnProblem(ApplyDiagnostics.FactFailed(name, failure.Message));
            }
            sources.OnTiming(name, clock.Elapsed);
            return value;
        }
        return !sources.BlocksLegacy && LegacyFacts.RootOf(name) is { } root && Core(root) is { } structured
            ? LegacyFacts.Of(HashValue.Of((root, structured))).Find(name)
            : null;
    }

    private IEnumerable<string> LegacyNames() =>
        Resolvers
            .Where(resolver => Core(resolver.Name) is not null)
            .SelectMany(resolver => LegacyFacts.Of(HashValue.Of((resolver.Name, Core(resolver.Name)!))).Keys)
            .Select(name => name.ToString());
}
