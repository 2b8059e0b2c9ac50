using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>
/// Classes by name: <c>include</c>, <c>contain</c>, <c>require</c> and the node classifier's list.
/// </summary>
internal static class Inclusion
{
    /// <summary>Declares and evaluates classes; those known already come first in the answer.</summary>
    public static ImmutableArray<DeclaredResource> Include(
        Compilation compilation,
        CallSite site,
        Scope scope,
        ImmutableArray<string> names
    )
    {
        var known = names.Select(name => Provided(compilation, name)).OfType<DeclaredResource>().ToList();
        var definitions = names
            .Where(name => Provided(compilation, name) is null)
            .Select(name => Find(compilation, site, name))
            .ToList();
        var added = new List<DeclaredResource>();
        foreach (var definition in definitions)
        {
            if (compilation.FindClassScope(definition.Name) is { } evaluated)
            {
                known.Add(evaluated.Resource!);
            }
            else
            {
                added.Add(Declarations.EnsureClass(scope.Body, site, definition));
            }
        }
        foreach (var resource in added)
        {
            BodyEvaluation.Evaluate(resource, site);
        }
        return [.. known, .. added];
    }

    public static void Contain(
        Compilation compilation,
        CallSite site,
        Scope scope,
        ImmutableArray<string> names
    )
    {
        foreach (var resource in Include(compilation, site, scope, names))
        {
            if (scope.Resource is { } container)
            {
                container.Take(resource);
            }
        }
    }

    public static void Require(
        Compilation compilation,
        CallSite site,
        Scope scope,
        ImmutableArray<string> names
    )
    {
        Include(compilation, site, scope, names);
        if (scope.Resource is not { } resource)
        {
            return;
        }
        foreach (var name in names)
        {
            var reference = new ResourceReferenceValue(
                Provided(compilation, name)?.Reference
                    ?? Declarations.ClassReference(Find(compilation, site, name).Name)
            );
            var values = resource["require"] switch
            {
                null or UndefValue => ImmutableArray<Value>.Empty,
                ArrayValue list => list.Items,
                { } single => [single],
            };
            resource.Set(
                new ResourceParameter("require", new ArrayValue([.. values, reference]), site.Span)
                {
                    Source = scope.Source,
                }
            );
        }
    }

    /// <summary>The class <c>settings</c>, which is there from the beginning; null for others.</summary>
    private static DeclaredResource? Provided(Compilation compilation, string name) =>
        name.TrimStart(':') == EmptyDefinition.Settings.Name
            ? compilation.FindClassScope(EmptyDefinition.Settings.Name)?.Resource
            : null;

    public static ClassDefinition Find(Compilation compilation, CallSite site, string name)
    {
        var definitions = compilation.Environment.Definitions;
        var definition =
            definitions.FindClass(name)
            ?? throw new EvaluationException(
                CatalogDiagnostics.UnknownClass(site, name, compilation.NodeName, definitions.ClassNames)
            );
        compilation.Use(definition);
        return definition;
    }
}
