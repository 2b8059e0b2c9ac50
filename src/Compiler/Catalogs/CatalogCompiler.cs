using System.Collections.Immutable;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>Makes catalogs: the order in which everything is evaluated is written here.</summary>
public static class CatalogCompiler
{
    /// <summary>
    /// More rounds of collectors and defines than any site needs: something makes itself anew.
    /// </summary>
    private const int MostRounds = 1000;

    public static CompileResult Compile(CompileRequest request) => Compile(request, null);

    /// <param name="then">What is done at last, while the compilation is still at hand.</param>
    internal static CompileResult Compile(CompileRequest request, Action<Compilation>? then) =>
        DeepStack.Run(() => CompileHere(request, then));

    private static CompileResult CompileHere(CompileRequest request, Action<Compilation>? then)
    {
        var site = request.Environment.Diagnostics;
        if (site.Any(diagnostic => diagnostic.Severity == Severity.Error))
        {
            return new CompileResult(null, site, [], UndefValue.Instance) { IsSyntax = true };
        }
        Value value = UndefValue.Instance;
        Compilation? compilation = null;
        try
        {
            compilation = new Compilation(request);
            value = Limits.Watch(() => Run(compilation), null);
            Limits.Watch<object?>(
                () =>
                {
                    then?.Invoke(compilation);
                    return null;
                },
                null
            );
            var catalog = compilation.Catalog.Build();
            return new CompileResult(
                catalog,
                [.. site, .. compilation.Warnings, .. compilation.Hiera.Remarks],
                [.. compilation.LogEntries],
                value
            )
            {
                Lookups = compilation.Hiera.Trace,
                Exported =
                [
                    .. compilation
                        .Catalog.Resources.Where(resource => resource.IsExported && !resource.IsImported)
                        .Select(compilation.Catalog.Finish),
                ],
            };
        }
        catch (EvaluationException problem)
        {
            ImmutableArray<Diagnostic> all =
            [
                .. site,
                .. compilation?.Warnings ?? [],
                .. problem.Diagnostics,
            ];
            var log = compilation?.LogEntries.ToList() ?? [];
            if (problem.IsSyntax && problem.Diagnostics.Length > 1)
            {
                log.AddRange(
                    problem.Diagnostics.Select(mistake => new LogEntry(
                        "err",
                        mistake.Reference?.Message ?? mistake.Message
                    ))
                );
            }
            return new CompileResult(null, all, [.. log], value);
        }
    }

    private static Value Run(Compilation compilation)
    {
        foreach (var note in compilation.Environment.Notes)
        {
            compilation.Log(note.Level, note.Message);
        }
        compilation.FindVersion();
        TopVariables.Fill(compilation);
        foreach (var file in compilation.Environment.Site.Files)
        {
            file.ResolveTypes(compilation.TopScope);
        }
        AddStage(compilation);
        TopVariables.AddSettings(compilation);
        var value = EvaluateMain(compilation);
        EvaluateNode(compilation);
        DeclareClassifiedClasses(compilation);
        EvaluateGenerators(compilation);
        Finish(compilation);
        CatalogChecks.Unresolved(compilation.Catalog);
        CatalogChecks.Relationships(compilation.Catalog);
        return value;
    }

    private static void AddStage(Compilation compilation)
    {
        var stage = new DeclaredResource(new("Stage", "main"), compilation.TopScope, null, isBuiltIn: true)
        {
            NativeType = ResourceTypeRoster.Find("stage"),
        };
        compilation.Catalog.Add(stage);
        foreach (var (name, _) in compilation.Request.Classes)
        {
            compilation.Catalog.AddClass(name);
        }
    }

    private static Value EvaluateMain(Compilation compilation)
    {
        var main = compilation.Environment.Site.Main;
        var resource = new DeclaredResource(new("Class", "main"), compilation.TopScope, main, isBuiltIn: true)
        {
            IsEvaluated = true,
        };
        compilation.TopScope.Resource = resource;
        compilation.Catalog.Add(resource);
        BodyEvaluation.TakeScopeTags(resource);
        compilation.AddClassScope("", compilation.TopScope);
        Stages.Place(resource, CallSite.At(null, CallSite.ResourceStatement));
        var frame = new Frame(compilation.TopScope);
        compilation.TopScope.Running = frame;
        compilation.Calls.IsInManifest = true;
        var value = main.Body.Code(frame);
        compilation.Calls.IsInManifest = false;
        compilation.Calls.Truncate(0);
        return frame.Exit == Exit.None
            ? value
            : throw new EvaluationException(CompilerDiagnostics.IllegalExit(frame.Exit, frame.ExitSpan));
    }

    private static void EvaluateNode(Compilation compilation)
    {
        var definitions = compilation.Environment.Definitions;
        if (!definitions.HasNodes)
        {
            return;
        }
        var (node, match) =
            definitions.FindNode(compilation.NodeName)
            ?? definitions.FindNode(NodeNames.Default)
            ?? throw new EvaluationException(CatalogDiagnostics.NoNode(compilation.NodeName));
        var resource = DeclareNode(compilation, node);
        BodyEvaluation.Evaluate(resource, CallSite.At(node.Span, CallSite.ResourceStatement), match);
        compilation.NodeScope = compilation.FindClassScope(node.Name);
    }

    private static DeclaredResource DeclareNode(Compilation compilation, NodeDefinition node)
    {
        var site = CallSite.At(node.Span, CallSite.ResourceStatement);
        if (
            node.ParentName is { } parent
            && compilation.Environment.Definitions.FindNode(parent) is { Node: var parentNode }
            && compilation.Catalog.Find(new("Node", parentNode.Name)) is null
        )
        {
            DeclareNode(compilation, parentNode);
        }
        var resource = new DeclaredResource(new("Node", node.Name), compilation.TopScope, node)
        {
            Source = node,
        };
        compilation.Catalog.Tags.Add(resource.Tags);
        Declarations.Add(compilation.TopScope, site, resource);
        return resource;
    }

    /// <summary>Declares the classes of the node classifier, those with parameters first.</summary>
    private static void DeclareClassifiedClasses(Compilation compilation)
    {
        var scope = compilation.NodeScope ?? compilation.TopScope;
        var site = CallSite.At(null, CallSite.ResourceStatement);
        var definitions = compilation.Environment.Definitions;
        foreach (
            var (name, parameters) in compilation.Request.Classes.OrderBy(entry => entry.Value.Count == 0)
        )
        {
            var definition =
                definitions.FindClass(name)
                ?? throw new EvaluationException(
                    CatalogDiagnostics.UnknownClassifiedClass(
                        name,
                        compilation.NodeName,
                        definitions.ClassNames
                    )
                );
            if (parameters.Count == 0 && compilation.FindClassScope(definition.Name) is not null)
            {
                continue;
            }
            var given = parameters.Pairs.Select(entry => new ResourceParameter(
                entry.Key.ToString(),
                entry.Value
            )
            {
                Source = definition,
            });
            Declarations.EnsureClass(
                scope,
                site,
                definition,
                parameters.Count == 0 ? null : given.ToImmutableArray()
            );
        }
    }

    /// <summary>Collectors and defines make more of each other until nothing new appears.</summary>
    private static void EvaluateGenerators(Compilation compilation)
    {
        for (var round = 0; ; round++)
        {
            var found = false;
            foreach (var collector in compilation.Catalog.Collectors.ToList())
            {
                found |= collector.Evaluate(compilation);
            }
            var waiting = compilation
                .Catalog.Resources.Where(resource =>
                    resource is { IsEvaluated: false, IsVirtual: false, Definition: not null }
                )
                .ToList();
            foreach (var resource in waiting)
            {
                EvaluateLater(resource);
            }
            if (!found && waiting.Count == 0)
            {
                return;
            }
            if (round > MostRounds)
            {
                throw new EvaluationException(CatalogDiagnostics.EndlessGenerators(MostRounds));
            }
        }
    }

    /// <summary>Runs the body of a define; what fails in it is told as a failure of its resource.</summary>
    private static void EvaluateLater(DeclaredResource resource)
    {
        var site = CallSite.At(resource.Span, CallSite.ResourceStatement) with
        {
            IsLineOnly = true,
            IsOfFunction = resource.IsByFunction,
        };
        try
        {
            BodyEvaluation.Evaluate(resource, site);
        }
        catch (EvaluationException exit) when (exit.Diagnostic.Code == "illegal-exit")
        {
            throw new EvaluationException(CompilerDiagnostics.IllegalExitOfDefine(exit.Diagnostic));
        }
        catch (EvaluationException problem) when (problem.Diagnostic.Reference?.Place != resource.Span)
        {
            throw new EvaluationException(CatalogDiagnostics.InBody(problem.Diagnostic, site));
        }
    }

    private static void Finish(Compilation compilation)
    {
        foreach (var relationship in compilation.Catalog.Relationships)
        {
            relationship.Apply(compilation.Catalog);
        }
        foreach (var resource in compilation.Catalog.Resources)
        {
            if (resource == compilation.Catalog.Resources[0])
            {
                continue;
            }
            foreach (var change in compilation.Catalog.TakeOverrides(resource.Reference))
            {
                Overrides.Apply(compilation, resource, change);
            }
            CatalogChecks.Finish(compilation, resource);
        }
        Inheritance.Spread(compilation.Catalog);
    }
}
