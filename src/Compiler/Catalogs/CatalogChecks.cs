using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>What must hold of a catalog once everything is declared.</summary>
internal static class CatalogChecks
{
    /// <summary>Every relationship metaparameter names a resource of the catalog.</summary>
    public static void Relationships(CatalogBuilder catalog)
    {
        foreach (var resource in catalog.Resources)
        {
            if (resource.IsVirtual)
            {
                continue;
            }
            foreach (var parameter in resource.ParameterSpan)
            {
                if (Inheritance.IsRelationship(parameter.Name))
                {
                    Relationship(catalog, parameter, parameter.Value);
                }
            }
        }
    }

    /// <summary>Overrides and <c>realize</c> that found no resource.</summary>
    public static void Unresolved(CatalogBuilder catalog)
    {
        var overrides = catalog.PendingOverrides.ToList();
        if (overrides.Count > 0)
        {
            throw new EvaluationException(CatalogDiagnostics.UnresolvedOverrides(overrides));
        }
        var wanted = catalog.Collectors.SelectMany(collector => collector.Unresolved).ToList();
        if (wanted.Count > 0)
        {
            throw new EvaluationException(CatalogDiagnostics.UnrealizedResources(wanted));
        }
    }

    /// <summary>
    /// Settles a resource: tags of its scope, sensitive values unwrapped, attributes known to its type.
    /// </summary>
    public static void Finish(Compilation compilation, DeclaredResource resource)
    {
        if (!resource.IsEvaluated)
        {
            BodyEvaluation.TakeScopeTags(resource);
        }
        foreach (var parameter in resource.ParameterSpan)
        {
            if (parameter.Value is SensitiveValue hidden)
            {
                resource.SensitiveParameters = resource.SensitiveParameters.Add(parameter.Name);
                resource.Set(parameter with { Value = hidden.Inner });
            }
        }
        if (compilation.HasSymbols)
        {
            foreach (var parameter in resource.ParameterSpan)
            {
                resource.Set(parameter with { Value = SymbolValue.ToText(parameter.Value) });
            }
        }
        if (resource.NativeType is null)
        {
            // A definition passes it over while it is evaluated.
            if (resource.FindParameter("title") is { } title)
            {
                throw new EvaluationException(CatalogDiagnostics.TitleAsAttribute(resource, title));
            }
            return;
        }
        foreach (var parameter in resource.ParameterSpan)
        {
            if (!ResourceAttributes.Has(resource, parameter.Name))
            {
                throw new EvaluationException(CatalogDiagnostics.UnknownAttribute(resource, parameter));
            }
        }
    }

    private static void Relationship(CatalogBuilder catalog, ResourceParameter parameter, Value value)
    {
        switch (value)
        {
            case ArrayValue list:
                foreach (var item in list.Items)
                {
                    Relationship(catalog, parameter, item);
                }
                break;
            case UndefValue:
                break;
            default:
                var text = value.ToString();
                if (ReferenceIn(value) is not { } reference)
                {
                    throw new EvaluationException(
                        CatalogDiagnostics.NotAReference(parameter, References.Untitled(value) ?? text)
                    );
                }
                if (catalog.Find(reference) is null)
                {
                    throw new EvaluationException(CatalogDiagnostics.UnknownRequirement(parameter, text));
                }
                break;
        }
    }

    private static ResourceReference? ReferenceIn(Value value)
    {
        if (value is ResourceReferenceValue reference)
        {
            return reference.Reference;
        }
        var text = value.ToString();
        var open = text.IndexOf('[', StringComparison.Ordinal);
        if (open <= 0 || open >= text.Length - 2 || !text.EndsWith(']'))
        {
            return null;
        }
        var type = ResourceReference.Capitalize(text[..open]);
        var title = text[(open + 1)..^1];
        return new ResourceReference(type, type == "Class" ? ResourceReference.Capitalize(title) : title);
    }
}
