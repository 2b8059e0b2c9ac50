using System.Collections.Immutable;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>
/// Sets attributes on a resource that was declared elsewhere: allowed to classes that inherit.
/// </summary>
internal static class Overrides
{
    public static void Apply(Compilation compilation, DeclaredResource resource, ResourceOverride change)
    {
        if (change.Source != resource.Source && !IsChildOf(compilation, change.Source, resource.Source))
        {
            throw new EvaluationException(CatalogDiagnostics.OverrideNotInherited(change.Site, resource));
        }
        if (resource.IsEvaluated)
        {
            RefuseEvaluated(compilation, resource, change);
        }
        foreach (var parameter in change.Parameters)
        {
            Apply(compilation, resource, parameter, change);
        }
    }

    private static void Apply(
        Compilation compilation,
        DeclaredResource resource,
        ResourceParameter parameter,
        ResourceOverride change
    )
    {
        if (resource.FindParameter(parameter.Name) is { } current)
        {
            var scope = resource.Scope;
            if (scope.IsDefault(resource.Type, parameter.Name, parameter.Value))
            {
                return;
            }
            var replacesDefault =
                parameter.Source == current.Source
                && scope.IsDefault(resource.Type, parameter.Name, current.Value);
            if (!replacesDefault && !IsChildOf(compilation, parameter.Source, current.Source))
            {
                throw new EvaluationException(
                    CatalogDiagnostics.AttributeAlreadySet(resource, parameter, current)
                );
            }
            if (parameter.IsAppended)
            {
                parameter = parameter with
                {
                    Value = new ArrayValue([.. Flatten(current.Value), .. Flatten(parameter.Value)]),
                };
            }
        }
        resource.Set(parameter);
        if (parameter.Name == "tag")
        {
            Declarations.AddTags(resource, change.Site, parameter.Value);
        }
    }

    private static bool IsChildOf(Compilation compilation, Definition? child, Definition? ancestor)
    {
        if (child is null)
        {
            return false;
        }
        if (compilation.Overriders.Contains(child))
        {
            return true;
        }
        for (var name = child.ParentName; name is not null; )
        {
            var parent = Find(compilation, child, name);
            if (parent is null || parent == ancestor)
            {
                return parent is not null;
            }
            name = parent.ParentName;
        }
        return false;
    }

    private static Definition? Find(Compilation compilation, Definition child, string parent) =>
        child is NodeDefinition
            ? compilation.Environment.Definitions.FindNode(parent)?.Node
            : compilation.Environment.Definitions.FindClass(parent);

    private static void RefuseEvaluated(
        Compilation compilation,
        DeclaredResource resource,
        ResourceOverride change
    )
    {
        var diagnostic = CatalogDiagnostics.OverrideOfEvaluated(change.Site, resource);
        switch (compilation.Settings.Strict)
        {
            case Severity.Error:
                throw new EvaluationException(diagnostic);
            case Severity.Warning:
                compilation.Warn(diagnostic);
                break;
        }
    }

    private static ImmutableArray<Value> Flatten(Value value) =>
        value is ArrayValue list ? [.. list.Items.SelectMany(item => Flatten(item))] : [value];
}
