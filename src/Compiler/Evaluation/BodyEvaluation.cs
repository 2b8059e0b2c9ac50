using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>
/// Runs the body of a class, define, node or of the site's manifest: parameters first, then its code.
/// </summary>
internal static class BodyEvaluation
{
    /// <summary>Evaluates a resource's body once; returns the value of its last statement.</summary>
    public static Value Evaluate(DeclaredResource resource, CallSite site, Value[]? match = null)
    {
        if (resource.IsEvaluated)
        {
            return UndefValue.Instance;
        }
        resource.IsEvaluated = true;
        var definition = resource.Definition!;
        using var level = resource.Scope.Compilation.Depth.Enter(site);
        return Limits.Watch(() => EvaluateBody(resource, definition, site, match), site.Place);
    }

    private static Value EvaluateBody(
        DeclaredResource resource,
        Definition definition,
        CallSite site,
        Value[]? match
    )
    {
        TakeScopeTags(resource);
        var scope = EnterBody(resource, definition, site);
        if (resource.IsClass)
        {
            Stages.Place(resource, site);
        }
        var frame = new Frame(scope) { Match = match };
        scope.Running = frame;
        var value = definition.Body.Code(frame);
        return frame.Exit switch
        {
            Exit.None => value,
            Exit.Return or Exit.Next when definition is not NodeDefinition => frame.ExitValue,
            _ => throw new EvaluationException(CompilerDiagnostics.IllegalExit(frame.Exit, frame.ExitSpan)),
        };
    }

    /// <summary>A resource carries the tags of the class or define it was declared in.</summary>
    public static void TakeScopeTags(DeclaredResource resource)
    {
        if (resource.Scope.Resource is { } outer && outer != resource)
        {
            resource.Tags.Add(outer.Tags);
        }
    }

    private static Scope EnterBody(DeclaredResource resource, Definition definition, CallSite site)
    {
        var compilation = resource.Scope.Compilation;
        var inherited = EvaluateParent(resource, definition, site);
        var scope = new Scope(
            compilation,
            KindOf(definition),
            inherited ?? resource.Scope.Body,
            definition.Body.Layout,
            definition,
            resource
        )
        {
            Inherited = definition is ClassDefinition ? inherited : null,
        };
        if (definition is not DefineDefinition)
        {
            compilation.Catalog.AddClass(definition.Name);
        }
        Parameters.Bind(resource, definition, scope, site);
        return scope;
    }

    private static ScopeKind KindOf(Definition definition) =>
        definition switch
        {
            NodeDefinition => ScopeKind.Node,
            DefineDefinition => ScopeKind.Define,
            _ => ScopeKind.Class,
        };

    private static Scope? EvaluateParent(DeclaredResource resource, Definition definition, CallSite site)
    {
        if (definition.ParentName is not { } parent)
        {
            return null;
        }
        var compilation = resource.Scope.Compilation;
        var reference =
            definition is NodeDefinition
                ? new ResourceReference("Node", parent)
                : Declarations.ClassReference(parent);
        if (compilation.Catalog.Find(reference) is not { } parentResource)
        {
            return null;
        }
        Evaluate(parentResource, site);
        return compilation.FindClassScope(parentResource.Definition!.Name);
    }
}
