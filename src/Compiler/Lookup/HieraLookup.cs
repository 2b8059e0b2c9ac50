using System.Collections.Immutable;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>
/// Looks keys up in the global, environment and module layers for one compilation. Without a strategy of the
/// caller's, <c>lookup_options</c> in the data say how the values of several levels become one.
/// </summary>
internal sealed class HieraLookup(LookupSettings settings)
{
    private readonly Dictionary<string, LookupLayer?> moduleLayers = [];
    private readonly Dictionary<string, LookupOptions> options = [];
    private readonly Dictionary<string, LookupOptions> defaultOptions = [];
    private readonly HashSet<string> warned = [];
    private readonly HashSet<DataFile> read = [];
    private LookupLayer? globalLayer;
    private LookupLayer? environmentLayer;
    private bool hasOpenedEnvironment;
    private bool hasGlobalOptions;
    private Value? globalOptions;
    private LookupInvocation? current;

    public LookupSettings Settings { get; } = settings;

    /// <summary>Writes down what is done, when someone wants to know.</summary>
    public Explainer? Explainer => Settings.Explainer;

    /// <summary>Which data was used so far, and by which class.</summary>
    public LookupTrace Trace { get; } = new();

    /// <summary>What the readers of the data files used had to say.</summary>
    public IEnumerable<Diagnostic> Remarks => read.SelectMany(file => file.Remarks);

    /// <summary>An invocation that inherits from the one running now, if any.</summary>
    public LookupInvocation Invoke(LookupScope scope) => new(scope, current);

    /// <summary>
    /// Answers a call of <c>lookup</c>; throws when nothing is found and nothing stands in for it.
    /// </summary>
    public Value Answer(LookupRequest request, LookupInvocation outer)
    {
        var invocation = new LookupInvocation(outer.Scope, outer)
        {
            Override = request.Override,
            Defaults = request.Defaults,
        };
        foreach (var name in request.Names)
        {
            if (invocation.Override.Find(name) is { } forced)
            {
                return Typed($"Value found for key '{name}' in override hash", request.ValueType, forced);
            }
            if (
                Find(name, invocation, request.Merge is { } merge ? MergeStrategy.Of(merge) : null) is
                { } found
            )
            {
                return Typed("Found value", request.ValueType, found);
            }
        }
        foreach (var name in request.Names)
        {
            if (invocation.Defaults.Find(name) is { } standing)
            {
                return Typed(
                    $"Value found for key '{name}' in default values hash",
                    request.ValueType,
                    standing
                );
            }
        }
        if (request.Block is { } block)
        {
            return Typed("Value returned from default block", request.ValueType, block());
        }
        return request.Default is { } value
            ? Typed("Default value", request.ValueType, value)
            : throw new EvaluationException(
                LookupDiagnostics.KeyNotFound(request.Names, Nearest(request.Names))
            );
    }

    /// <summary>The value of a key, or null when no layer has one.</summary>
    public Value? Find(string name, LookupInvocation invocation, MergeStrategy? merge = null)
    {
        if (name == LookupKey.Options || name.StartsWith(LookupKey.Options + ".", StringComparison.Ordinal))
        {
            Explainer?.Add(ExplainedSentence.InvalidKey(LookupKey.Options));
            return null;
        }
        var key =
            LookupKey.Parse(name)
            ?? throw new EvaluationException(LookupDiagnostics.MalformedKey("key", name, null));
        var outer = current;
        current = invocation;
        try
        {
            return Find(key, invocation, merge);
        }
        finally
        {
            current = outer;
        }
    }

    private Value? Find(LookupKey key, LookupInvocation invocation, MergeStrategy? merge)
    {
        if (Explainer is { OnlyOptions: true })
        {
            InLayers(OptionsKey, invocation, MergeStrategy.Hash, key.ModuleName);
            return UndefValue.Instance;
        }
        var found = OptionsOf(key, invocation);
        if (merge is null && found?.Find("merge") is { } asked and not UndefValue)
        {
            merge = MergeStrategy.Of(asked);
            Explainer?.Add(ExplainedSentence.MergeSource(LookupKey.Options));
        }
        Value? value;
        using (Explainer?.Enter(new ExplainedSearch(key.Text)))
        {
            value = InLayers(key, invocation, merge ?? MergeStrategy.First, key.ModuleName);
            if (value is null && !invocation.IsGlobalOnly)
            {
                value = InModuleDefaults(key, invocation);
            }
        }
        return value is not null && found?.Find("convert_to") is { } type and not UndefValue
            ? Converted(key, value, type)
            : value;
    }

    /// <summary>
    /// What <c>%{lookup(…)}</c> stands for: an override, the value, a default, or an empty string.
    /// </summary>
    public Value FindOrDefault(string name, LookupInvocation invocation) =>
        invocation.Override.Find(name)
        ?? Find(name, invocation.In(invocation.Scope))
        ?? invocation.Defaults.Find(name)
        ?? StringValue.Empty;

    /// <summary>
    /// Tells of a variable that is not there, as gravely as the setting <c>strict</c> wants.
    /// </summary>
    /// <param name="configuration">
    /// The configuration file, when its paths name the variable; null for data.
    /// </param>
    public void UnknownVariable(string name, Span? at, SourceFile? configuration)
    {
        switch (Settings.Strict)
        {
            case Severity.Error:
                throw new EvaluationException(
                    configuration is not null
                        ? HieraDiagnostics.UnknownPathVariable(name, at, configuration)
                        : LookupDiagnostics.UnknownVariable(name, at)
                );
            case null:
                return;
            default:
                WarnOnce($"Undefined variable '{name}'; \n   (file & line not available)");
                return;
        }
    }

    /// <summary>Notes that a data file was used; true the first time.</summary>
    public bool Note(DataFile file) => read.Add(file);

    public void WarnOnce(string message) => WarnOnce(message, message);

    /// <summary>Warns once for each key.</summary>
    public void WarnOnce(string key, string message)
    {
        if (warned.Add(key))
        {
            Settings.Warn(message);
        }
    }

    /// <summary>
    /// Whether the environment has a hierarchy of its own, so that <c>hiera</c> looks beyond the global
    /// layer.
    /// </summary>
    public bool HasEnvironmentLayer => EnvironmentLayer is not null;

    private LookupLayer? EnvironmentLayer
    {
        get
        {
            if (!hasOpenedEnvironment)
            {
                environmentLayer = LayerOpening.Environment(this);
                hasOpenedEnvironment = true;
            }
            return environmentLayer;
        }
    }

    /// <param name="moduleName">The module whose layer is asked last, or null.</param>
    private Value? InLayers(
        LookupKey key,
        LookupInvocation invocation,
        MergeStrategy strategy,
        string? moduleName
    ) =>
        key.Dig(
            invocation.IsGlobalOnly ? InGlobal(key, invocation, strategy)
                : strategy == MergeStrategy.First && Explainer is null
                    ? InGlobal(key, invocation, strategy)
                        ?? InEnvironment(key, invocation, strategy)
                        ?? InModule(moduleName, key, invocation, strategy)
                : strategy.Lookup<Func<LookupKey, LookupInvocation, MergeStrategy, Value?>>(
                    [InGlobal, InEnvironment, (sought, by, how) => InModule(moduleName, sought, by, how)],
                    layer => layer(key, invocation, strategy),
                    Explainer
                ),
            Explainer
        );

    private Value? InGlobal(LookupKey key, LookupInvocation invocation, MergeStrategy strategy)
    {
        try
        {
            var layer = globalLayer ??= LayerOpening.Global(this);
            if (layer.Configuration.Version != 3)
            {
                return layer.Find(key, invocation, strategy, this);
            }
            var inner = new LookupInvocation(invocation.Scope.ForHiera3(), invocation)
            {
                IsGlobalOnly = invocation.IsGlobalOnly || !HasEnvironmentLayer,
            };
            var deep =
                invocation.IsHiera3Call && strategy == MergeStrategy.Hash
                    ? layer.Configuration.HashMerge
                    : null;
            var value = layer.Find(key, inner, deep ?? strategy, this);
            return value is null or HashValue || !invocation.IsHiera3Call || !(deep ?? strategy).MakesHash
                ? value
                : throw new EvaluationException(LookupDiagnostics.NoHashForHiera3(value));
        }
        catch (EvaluationException failure)
            when (failure.Diagnostic.Reference is { HasPlace: false, IssueCode: "" } reference)
        {
            throw new EvaluationException(
                failure.Diagnostic with
                {
                    Reference = LookupDiagnostics.GlobalFailure(key.Text, reference.Message),
                }
            );
        }
    }

    private Value? InEnvironment(LookupKey key, LookupInvocation invocation, MergeStrategy strategy) =>
        EnvironmentLayer?.Find(key, invocation, strategy, this);

    private Value? InModule(
        string? moduleName,
        LookupKey key,
        LookupInvocation invocation,
        MergeStrategy strategy
    )
    {
        if (moduleName is null)
        {
            return null;
        }
        if (ModuleLayer(moduleName) is { } layer)
        {
            return layer.Find(key, invocation, strategy, this);
        }
        Explainer?.Add(
            Settings.ModuleDirectory(moduleName) is null
                ? ExplainedSentence.ModuleNotFound(moduleName)
                : ExplainedSentence.ModuleWithoutData(moduleName)
        );
        return null;
    }

    private Value? InModuleDefaults(LookupKey key, LookupInvocation invocation)
    {
        if (key.ModuleName is not { } name || ModuleLayer(name) is not { HasDefaultHierarchy: true } layer)
        {
            return null;
        }
        using var _ = Explainer?.Enter(
            new ExplainedScope($"Searching default_hierarchy of module \"{name}\"")
        );
        if (!defaultOptions.TryGetValue(name, out var known))
        {
            using var search = Explainer?.Enter(new ExplainedScope($"Searching for \"{LookupKey.Options}\""));
            var found = layer.Find(
                OptionsKey,
                Invoke(invocation.Scope),
                MergeStrategy.Hash,
                this,
                fromDefaults: true
            );
            known = new LookupOptions(
                found is null ? HashValue.Empty : LookupOptions.Checked(found, name) ?? HashValue.Empty
            );
            defaultOptions.Add(name, known);
        }
        var strategy = known.For(key)?.Find("merge") is { } merge
            ? MergeStrategy.Of(merge)
            : MergeStrategy.First;
        using var own = Explainer?.Enter(new ExplainedScope($"Searching for \"{key.Text}\""));
        return key.Dig(layer.Find(key, invocation, strategy, this, fromDefaults: true), Explainer);
    }

    private static LookupKey OptionsKey { get; } = LookupKey.Parse(LookupKey.Options)!;

    private HashValue? OptionsOf(LookupKey key, LookupInvocation invocation)
    {
        var name = invocation.IsGlobalOnly ? "" : key.ModuleName ?? "";
        if (!options.TryGetValue(name, out var known))
        {
            known = new LookupOptions(MergedOptions(name, invocation));
            options[name] = known;
        }
        return known.For(key);
    }

    /// <summary>The options of all layers, each key from the highest layer that has it.</summary>
    private HashValue MergedOptions(string moduleName, LookupInvocation invocation)
    {
        using var _ = Explainer?.Enter(new ExplainedSearch(LookupKey.Options));
        var meta = Invoke(invocation.Scope);
        var found = new List<HashValue>();
        if (!hasGlobalOptions)
        {
            // A function of the global layer that looks keys up gets no options, and no endless recursion.
            hasGlobalOptions = true;
            globalOptions = InGlobal(OptionsKey, meta, MergeStrategy.Hash);
        }
        Add(globalOptions, null);
        if (!invocation.IsGlobalOnly)
        {
            Add(InEnvironment(OptionsKey, meta, MergeStrategy.Hash), null);
            var outer = found.Count;
            Add(
                moduleName.Length > 0 ? InModule(moduleName, OptionsKey, meta, MergeStrategy.Hash) : null,
                moduleName
            );
            if (outer > 0 && found.Count > outer)
            {
                return MergedWithModule(Merged(found[..outer]), found[^1], moduleName);
            }
        }
        return Merged(found);

        static HashValue Merged(List<HashValue> found) =>
            found.Count == 0 ? HashValue.Empty : (HashValue)found.Aggregate<Value>(MergeStrategy.Hash.Merge);

        void Add(Value? value, string? owner)
        {
            if (value is not null && LookupOptions.Checked(value, owner) is { } options)
            {
                found.Add(options);
            }
        }
    }

    private HashValue MergedWithModule(HashValue outer, HashValue own, string moduleName)
    {
        (string Name, HashValue Options)[] places =
        [
            ("Global and Environment", outer),
            ($"Module {moduleName}", own),
        ];
        return (HashValue)
            MergeStrategy.Hash.Lookup(
                places,
                place =>
                {
                    using var _ = Explainer?.Enter(new ExplainedScope(place.Name));
                    Explainer?.Found(LookupKey.Options, place.Options);
                    return place.Options;
                },
                Explainer
            )!;
    }

    private Value Converted(LookupKey key, Value value, Value type)
    {
        var arguments = type is ArrayValue several ? several.Items : [type];
        try
        {
            var converted = Settings.Call("new", [arguments[0], value, .. arguments.Skip(1)]) ?? value;
            var shown = arguments.Skip(1).Select(ValueText.Of).Prepend(arguments[0].ToString());
            Explainer?.Say($"Applying convert_to lookup_option with arguments [{string.Join(", ", shown)}]");
            return converted;
        }
        catch (EvaluationException failure)
            when (failure.Diagnostic.Reference is { IssueCode: "SYNTAX_ERROR" } r)
        {
            var told = $"Invalid data type in lookup_options for key '{key.Text}' {r.Message}";
            throw new EvaluationException(failure.Diagnostic with { Reference = r with { Message = told } });
        }
        catch (EvaluationException failure)
        {
            var reason = failure.Diagnostic.Reference?.Message ?? failure.Diagnostic.Message;
            throw new EvaluationException(LookupDiagnostics.ConversionFailed(key.Text, reason));
        }
        catch (DataTypeException failure)
        {
            var isOwn =
                failure.Message.StartsWith("Creation of new instance of", StringComparison.Ordinal)
                || failure.Message.Contains(".new has wrong type", StringComparison.Ordinal)
                || failure.Message.StartsWith("'new' ", StringComparison.Ordinal);
            var reason = isOwn ? failure.Message : "'new' " + failure.Message;
            throw new EvaluationException(LookupDiagnostics.ConversionFailed(key.Text, reason));
        }
    }

    private static Value Typed(string subject, DataType? type, Value value)
    {
        try
        {
            return type is null
                ? value
                : TypeMismatch.AssertInstance($"{subject} has wrong type,", type, value);
        }
        catch (DataTypeException failure)
        {
            throw new EvaluationException(LookupDiagnostics.WrongType(failure.Message));
        }
    }

    private LookupLayer? ModuleLayer(string name)
    {
        if (!moduleLayers.TryGetValue(name, out var layer))
        {
            layer = LayerOpening.Module(this, name);
            moduleLayers.Add(name, layer);
        }
        return layer;
    }

    /// <summary>A key that was perhaps meant, of those that the levels in use have.</summary>
    private string? Nearest(ImmutableArray<string> names) =>
        names
            .Select(name => Suggestion.Nearest(name, Settings.Files.KnownKeys()))
            .FirstOrDefault(n => n is not null);
}
