using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal enum LayerKind
{
    Global,
    Environment,
    Module,
}

/// <summary>
/// One of the three layers that are asked for a key: global, environment, module. Each has its hierarchy.
/// </summary>
internal sealed class LookupLayer(LayerKind kind, string? moduleName, HieraConfiguration configuration)
{
    /// <summary>Variables that cannot change while a catalog is made.</summary>
    private static readonly string[] Constant = ["facts", "trusted", "server_facts", "::facts", "::trusted"];

    private readonly Dictionary<string, Value?> remembered = [];
    private ImmutableArray<HierarchyLevel>? levels;
    private ImmutableArray<HierarchyLevel> defaultLevels = [];

    public LayerKind Kind { get; } = kind;

    public string? ModuleName { get; } = moduleName;

    public HieraConfiguration Configuration { get; } = configuration;

    public bool HasDefaultHierarchy => !Configuration.DefaultHierarchy.IsEmpty;

    public Value? Find(
        LookupKey key,
        LookupInvocation invocation,
        MergeStrategy strategy,
        HieraLookup lookup,
        bool fromDefaults = false
    ) =>
        IsEmpty(lookup) && !invocation.IsUnderWay(key.Text)
            ? null
            : invocation.Guarded(
                key.Text,
                () =>
                {
                    using var _ = lookup.Explainer?.Enter(ExplainedLevel.Of(this));
                    using (lookup.Explainer?.Enter(new ExplainedStep(), isShown: false))
                    {
                        Resolve(invocation, lookup);
                    }
                    var asked = fromDefaults ? defaultLevels : levels!.Value;
                    if (asked.IsEmpty)
                    {
                        lookup.Explainer?.NotFound(key.Text);
                    }
                    return strategy.Lookup(
                        asked,
                        level => level.Find(key, invocation, strategy, this, lookup),
                        lookup.Explainer
                    );
                }
            );

    /// <summary>
    /// Whether it is known to have no levels, whatever variables are: most parameters are asked of such a
    /// layer. Who wants an explanation is told so by the long way.
    /// </summary>
    private bool IsEmpty(HieraLookup lookup) =>
        levels is { IsEmpty: true }
        && defaultLevels.IsEmpty
        && remembered.Count == 0
        && lookup.Explainer is null;

    /// <summary>
    /// Finds the levels' files, again when a variable in their paths has another value now.
    /// </summary>
    private void Resolve(LookupInvocation invocation, HieraLookup lookup)
    {
        if (levels is not null && remembered.All(read => IsUnchanged(read.Key, read.Value, invocation.Scope)))
        {
            return;
        }
        if (Configuration.LevelFailure is { } failure)
        {
            throw new EvaluationException(failure);
        }
        if (levels is not null)
        {
            lookup.Explainer?.Say(
                "Hiera configuration recreated due to change of scope variables used in interpolation expressions"
            );
        }
        remembered.Clear();
        var interpolation = new Interpolation(lookup, invocation)
        {
            Configuration = Configuration,
            Remember = Remember,
            PlaceOf = text => PlaceOf(text),
        };
        levels = Levels(Configuration.Hierarchy, interpolation, invocation, lookup);
        defaultLevels = Levels(Configuration.DefaultHierarchy, interpolation, invocation, lookup);
    }

    private ImmutableArray<HierarchyLevel> Levels(
        ImmutableArray<HierarchyEntry> entries,
        Interpolation interpolation,
        LookupInvocation invocation,
        HieraLookup lookup
    ) =>
        [
            .. entries
                .Select(entry => HierarchyLevel.Of(entry, Configuration, interpolation, invocation, lookup))
                // Without a configuration file there are only the levels whose files are there.
                .Where(level => Configuration.File is not null || level.Places.Any(place => place.Exists)),
        ];

    private void Remember(string name, Value? value)
    {
        if (!Constant.Contains(name.Split('.')[0]))
        {
            remembered[name] = value;
        }
    }

    private static bool IsUnchanged(string name, Value? value, LookupScope scope) =>
        LookupKey.Parse(name) is { } key && Equals(key.Dig(scope.Find(key.Root)), value);

    /// <summary>Where a path stands in the configuration file.</summary>
    private Text.Span? PlaceOf(string text)
    {
        var at = Configuration.File?.Text.IndexOf(text, StringComparison.Ordinal) ?? -1;
        return at < 0 ? null : Configuration.File!.At(at, at + text.Length);
    }
}
