using System.Collections.Immutable;
using Bunraku.Language;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>
/// Classes, defines, nodes, functions and type aliases by name. What is not known yet is looked for in the
/// file of a module that must hold it.
/// </summary>
internal sealed class DefinitionTable(PuppetEnvironment environment)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, ClassDefinition> classes = [];
    private readonly Dictionary<string, DefineDefinition> defines = [];
    private readonly Dictionary<string, PuppetFunction> functions = [];
    private readonly Dictionary<string, TypeAliasDefinition> aliases = [];
    private readonly Dictionary<string, NodeDefinition> nodes = [];
    private readonly List<NodeDefinition> nodeList = [];
    private readonly Dictionary<string, LoadedFile?> loaded = [];
    private readonly KnownDefinitions<ClassDefinition> knownClasses = new();
    private readonly KnownDefinitions<DefineDefinition> knownDefines = new();
    private readonly KnownDefinitions<PuppetFunction> knownFunctions = new();
    private readonly KnownDefinitions<TypeAliasDefinition> knownAliases = new();
    private readonly SyntaxTypes syntaxTypes = new(environment);

    /// <summary>What was wrong with a file: it is told each time the file is needed.</summary>
    private readonly Dictionary<string, Exception> failures = [];

    public bool HasNodes => nodes.Count > 0;

    /// <summary>The names of the classes known so far, for suggestions.</summary>
    public IEnumerable<string> ClassNames => classes.Keys;

    public ClassDefinition? FindClass(string name) =>
        Find(knownClasses, classes, Canonical(name), ManifestsOf);

    public DefineDefinition? FindDefine(string name) =>
        Find(knownDefines, defines, Canonical(name), ManifestsOf);

    public PuppetFunction? FindFunction(string name) =>
        Find(knownFunctions, functions, Canonical(name), n => FileOf(n, "functions"));

    public AliasResolution Aliases { get; } = new();

    /// <summary>Whether a function is already known, without looking into modules for it.</summary>
    public bool KnowsFunction(string name)
    {
        lock (gate)
        {
            return functions.ContainsKey(Canonical(name));
        }
    }

    public TypeAliasDefinition? FindAlias(string name) =>
        Find(knownAliases, aliases, Canonical(name), n => FileOf(n, "types"));

    /// <summary>A type by its name, which may say with <c>::</c> that it begins at the top.</summary>
    public DataType? FindDataType(string name) =>
        FindFullDataType(name.StartsWith("::", StringComparison.Ordinal) ? name[2..] : name);

    private DataType? FindFullDataType(string name) =>
        DataTypeRoster.Find(name)
        ?? syntaxTypes.Find(name)
        ?? FindAlias(name)?.Type
        ?? (IsInModule(name) ? FindInTypeSet(name) : null)
        ?? (IsResourceType(name) ? new ResourceReferenceType(name) : null);

    /// <summary><c>Set::Name</c>, which aliases may mention.</summary>
    public DataType? FindInTypeSet(string name)
    {
        var end = name.IndexOf("::", StringComparison.Ordinal);
        return end > 0 ? FindAlias(name[..end])?.FindMember(name[(end + 2)..]) : null;
    }

    /// <summary>
    /// Whether a module is called as the name begins: the types of its set, which is in
    /// <c>types/init_typeset.pp</c>, are known everywhere.
    /// </summary>
    private bool IsInModule(string name)
    {
        var end = name.IndexOf("::", StringComparison.Ordinal);
        return end > 0 && environment.FindModule(Canonical(name[..end])) is not null;
    }

    /// <summary>
    /// The definition that fits a node: by exact name, else the first regular expression that matches.
    /// </summary>
    public (NodeDefinition Node, Value[]? Match)? FindNode(string name)
    {
        if (nodes.TryGetValue(name.ToLowerInvariant(), out var exact))
        {
            return (exact, null);
        }
        foreach (var node in nodeList)
        {
            if (node.Pattern is not { } pattern)
            {
                continue;
            }
            if (Limits.Watch(() => RegexpMatch.Groups(pattern, name), node.Span) is { } match)
            {
                return (node, match);
            }
        }
        return null;
    }

    /// <summary>Takes over what a file defines; what clashes with others is told in it.</summary>
    public LoadedFile Add(Program program, string moduleName)
    {
        var clashes = new List<Diagnostic>();
        var added = new List<Definition>();
        lock (gate)
        {
            knownClasses.Forget();
            knownDefines.Forget();
            knownFunctions.Forget();
            knownAliases.Forget();
            foreach (var expression in program.Definitions)
            {
                if (Add(expression, moduleName, clashes) is { } definition)
                {
                    added.Add(definition);
                }
            }
        }
        var file = new LoadedFile([.. clashes], [.. added]);
        foreach (var definition in added)
        {
            definition.Files = [file];
        }
        return file;
    }

    private Definition? Add(Expression expression, string moduleName, List<Diagnostic> clashes)
    {
        switch (expression)
        {
            case ClassExpression syntax:
                var added = new ClassDefinition(environment, syntax, moduleName);
                Add(added, clashes);
                return added;
            case DefineExpression syntax:
                var define = new DefineDefinition(environment, syntax, moduleName);
                Add(define, clashes);
                return define;
            case FunctionExpression syntax:
                var function = new PuppetFunction(environment, syntax, moduleName);
                if (!functions.TryAdd(Canonical(syntax.Name), function))
                {
                    var earlier = functions[Canonical(syntax.Name)].Span;
                    clashes.Add(
                        CatalogDiagnostics.DuplicateEntity(
                            Canonical(syntax.Name),
                            "function",
                            function.Span,
                            earlier
                        )
                    );
                }
                break;
            case TypeAliasExpression syntax:
                var alias = new TypeAliasDefinition(environment, syntax);
                if (TypeAliasDefinition.IsOfLanguage(Canonical(syntax.Name)))
                {
                    clashes.Add(CatalogDiagnostics.BuiltInName(Canonical(syntax.Name), alias.Span));
                }
                else if (DataTypeRoster.All.Any(type => Canonical(type.Name) == Canonical(syntax.Name)))
                {
                    clashes.Add(CatalogDiagnostics.BuiltInType(Canonical(syntax.Name), alias.Span));
                }
                else if (!aliases.TryAdd(Canonical(syntax.Name), alias))
                {
                    var earlier = aliases[Canonical(syntax.Name)].Span;
                    clashes.Add(
                        CatalogDiagnostics.DuplicateEntity(
                            Canonical(syntax.Name),
                            "type",
                            alias.Span,
                            earlier
                        )
                    );
                }
                break;
            case NodeExpression syntax:
                foreach (var node in NodeNames.Definitions(environment, syntax))
                {
                    Add(node, clashes);
                }
                break;
        }
        return null;
    }

    private void Add(ClassDefinition definition, List<Diagnostic> clashes)
    {
        CheckParameters(definition, clashes);
        if (
            Clash(classes, definition, "class", "class", clashes)
            || Clash(nodes, definition, "class", "node", clashes)
            || Clash(defines, definition, "class", "definition", clashes)
        )
        {
            return;
        }
        classes.Add(definition.Name, definition);
    }

    private void Add(NodeDefinition definition, List<Diagnostic> clashes)
    {
        if (
            Clash(nodes, definition, "node", "node", clashes)
            || Clash(classes, definition, "node", "class", clashes)
        )
        {
            return;
        }
        nodes.Add(definition.Name, definition);
        nodeList.Add(definition);
    }

    private void Add(DefineDefinition definition, List<Diagnostic> clashes)
    {
        CheckParameters(definition, clashes);
        if (defines.TryGetValue(definition.Name, out var earlier))
        {
            clashes.Add(
                CatalogDiagnostics.DuplicateEntity(
                    definition.Name,
                    "type",
                    definition.Span!.Value,
                    earlier.Span!.Value
                )
            );
        }
        else if (!Clash(classes, definition, "definition", "class", clashes))
        {
            defines.Add(definition.Name, definition);
        }
    }

    /// <summary>
    /// A parameter that is named like a metaparameter hides it, or with a default spreads it.
    /// </summary>
    private static void CheckParameters(Definition definition, List<Diagnostic> clashes)
    {
        foreach (var parameter in definition.Parameters)
        {
            if (Metaparameters.Contains(parameter.Name))
            {
                clashes.Add(
                    parameter.Default is null
                        ? CatalogDiagnostics.MetaparameterTaken(
                            definition.Name,
                            parameter.NameSpan,
                            parameter.Name
                        )
                        : CatalogDiagnostics.MetaparameterInherited(
                            definition.Name,
                            parameter.NameSpan,
                            parameter.Name
                        )
                );
            }
        }
    }

    private static bool Clash<T>(
        Dictionary<string, T> table,
        Definition definition,
        string kind,
        string earlierKind,
        List<Diagnostic> clashes
    )
        where T : Definition
    {
        if (!table.TryGetValue(definition.Name, out var earlier))
        {
            return false;
        }
        clashes.Add(
            CatalogDiagnostics.DuplicateDefinition(
                definition.Name,
                kind,
                definition.Span!.Value,
                earlierKind,
                earlier.Span!.Value
            )
        );
        return true;
    }

    private T? Find<T>(
        KnownDefinitions<T> known,
        Dictionary<string, T> table,
        string name,
        Func<string, IEnumerable<ModulePlace>> placesOf
    )
        where T : class
    {
        if (known.TryFind(name, out var definition))
        {
            return definition;
        }
        lock (gate)
        {
            return known.Keep(name, Find(table, name, placesOf));
        }
    }

    private T? Find<T>(
        Dictionary<string, T> table,
        string name,
        Func<string, IEnumerable<ModulePlace>> placesOf
    )
        where T : class
    {
        if (table.TryGetValue(name, out var found))
        {
            return found;
        }
        var files = ImmutableArray.CreateBuilder<LoadedFile>();
        foreach (var place in placesOf(name))
        {
            if (Load(name, place) is { } file)
            {
                files.Add(file);
                foreach (var definition in file.Definitions)
                {
                    definition.Files = files.ToImmutable();
                }
            }
            if (table.TryGetValue(name, out found))
            {
                return found;
            }
        }
        return null;
    }

    /// <summary>Reads a file once; null when there is none.</summary>
    private LoadedFile? Load(string name, ModulePlace place)
    {
        if (failures.TryGetValue(place.Path, out var earlier))
        {
            throw earlier;
        }
        if (loaded.TryGetValue(place.Path, out var file))
        {
            return file;
        }
        try
        {
            file = environment.Files.ReadCode(place.Path) is { } code ? Read(name, place, code) : null;
        }
        catch (Exception failure) when (failure is EvaluationException or DataTypeException)
        {
            failures[place.Path] = failure;
            throw;
        }
        return loaded[place.Path] = file;
    }

    private LoadedFile Read(string name, ModulePlace place, (SourceFile File, Diagnostic? Problem) code)
    {
        if (code.Problem is { } wrong)
        {
            throw new EvaluationException(wrong);
        }
        var parsed = PuppetParser.Parse(code.File);
        var diagnostics = parsed.Diagnostics.ToList();
        if (!parsed.HasErrors)
        {
            var settings = new CheckSettings(
                place.Relative.Length == 0 ? null : ModuleFile.NamespaceOf(place.Relative),
                environment.Strict
            );
            diagnostics.AddRange(PuppetChecker.Check(parsed.Program, settings));
        }
        RefuseErrors(diagnostics);
        if (LoneDefinition.Problem(parsed.Program, name, place.Folder, place.Path) is { } problem)
        {
            throw DataTypeException.Runtime(problem);
        }
        var file = Add(parsed.Program, place.Module);
        RefuseErrors(file.Diagnostics);
        return file;
    }

    private static void RefuseErrors(IEnumerable<Diagnostic> diagnostics)
    {
        var errors = diagnostics
            .Where(diagnostic => diagnostic.Severity == Severity.Error)
            .ToImmutableArray();
        if (errors.Length > 0)
        {
            throw new EvaluationException(errors) { IsSyntax = true };
        }
    }

    /// <summary>
    /// The files for a class or define: of <c>apache::mod::ssl</c> the module's <c>init.pp</c>, which is read
    /// before any other, then <c>mod/ssl.pp</c> and <c>mod.pp</c>.
    /// </summary>
    private IEnumerable<ModulePlace> ManifestsOf(string name)
    {
        var parts = name.Split("::");
        if (environment.FindModule(parts[0]) is not { } module || parts.Any(part => part.Length == 0))
        {
            yield break;
        }
        yield return Place(module, "manifests", ["init"]);
        for (var length = parts.Length; length > 1; length--)
        {
            yield return Place(module, "manifests", parts[1..length]);
        }
    }

    /// <summary>The file for a qualified name of a function or type alias.</summary>
    private IEnumerable<ModulePlace> FileOf(string name, string folder)
    {
        var parts = name.Split("::");
        string[] rest = parts.Length == 1 ? [folder == "types" ? "init_typeset" : "init"] : parts[1..];
        if (parts.Any(part => part.Length == 0))
        {
            yield break;
        }
        // The environment's own folders: of names without a module, and of its own name.
        if (parts.Length == 1 || parts[0] == "environment")
        {
            var path = Path.Combine([environment.Root, folder, .. parts]) + ".pp";
            if (folder == "functions" || !TypeAliasDefinition.IsOfLanguage(name))
            {
                yield return new(path, "", folder, "");
            }
        }
        if (environment.FindModule(parts[0]) is { } module)
        {
            yield return Place(module, folder, rest);
        }
    }

    private static ModulePlace Place(PuppetModule module, string folder, string[] parts)
    {
        var below = Path.Combine([folder, .. parts]) + ".pp";
        return new(module.In(below), Path.Combine(module.Name, below), folder, module.Name);
    }

    /// <summary>
    /// A file of a module, and its path as seen from the module path; empty for the environment's own.
    /// </summary>
    private sealed record ModulePlace(string Path, string Relative, string Folder, string Module);

    /// <summary>A component, which the reference's resource graph is made of, cannot be declared.</summary>
    private bool IsResourceType(string name) =>
        Canonical(name) == "component"
        || environment.ResourceTypes.Find(name) is not null
        || FindDefine(name) is not null;

    private static string Canonical(string name)
    {
        var bare = name.StartsWith("::", StringComparison.Ordinal) ? name[2..] : name;
        foreach (var c in bare)
        {
            if (char.IsUpper(c))
            {
                return bare.ToLowerInvariant();
            }
        }
        return bare;
    }
}
