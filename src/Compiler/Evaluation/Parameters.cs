using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>
/// Gives the parameters of a class or define their values: declared, else looked up (classes), else the
/// default; then checks them against their types.
/// </summary>
internal static class Parameters
{
    public static void Bind(DeclaredResource resource, Definition definition, Scope scope, CallSite site)
    {
        BindNames(resource, definition, scope);
        if (definition is ClassDefinition)
        {
            LookUp(resource, definition, scope, site);
        }
        if (definition is not DefineDefinition)
        {
            scope.Compilation.AddClassScope(definition.Name, scope);
        }
        var parameters = definition.Body.Parameters;
        CheckNames(resource, definition, site);
        foreach (var given in resource.ParameterSpan)
        {
            if (given.Name is not ("name" or "title"))
            {
                scope.TryAssign(given.Name, given.Value);
            }
        }
        var frame = new Frame(scope);
        foreach (var parameter in parameters)
        {
            if (parameter.Default is null || resource[parameter.Name] is { } and not UndefValue)
            {
                continue;
            }
            var value = AttributeValues.Of(
                ParameterDefaults.Evaluate(frame, parameters, parameter, resource.ToString(), site)
            );
            scope.Slots[parameter.Slot] = value;
            resource.Set(new ResourceParameter(parameter.Name, value) { Source = resource.Source });
        }
        Check(resource, definition, scope, site);
    }

    /// <summary>A parameter of a reserved name cannot be given a value.</summary>
    private static void CheckNames(DeclaredResource resource, Definition definition, CallSite site)
    {
        foreach (var parameter in definition.Body.Parameters)
        {
            if (
                parameter.Name is "facts" or "trusted" or "server_facts"
                && (parameter.Default is not null || resource[parameter.Name] is not null)
            )
            {
                throw new EvaluationException(
                    CatalogDiagnostics.ReservedParameter(
                        site,
                        parameter.Name,
                        isOfClass: definition is ClassDefinition
                    )
                );
            }
        }
    }

    private static void BindNames(DeclaredResource resource, Definition definition, Scope scope)
    {
        if (definition.ModuleName.Length > 0)
        {
            scope.TryAssign("module_name", definition.ModuleName);
        }
        if (scope.Parent?.Source.ModuleName is { } caller)
        {
            scope.TryAssign("caller_module_name", caller);
        }
        Value title =
            definition is ClassDefinition ? resource.Title.ToLowerInvariant()
            : resource.GivenTitle is { } given and not RegexpValue ? given
            : resource.Title;
        scope.TryAssign("title", title);
        scope.TryAssign("name", resource["name"] is StringValue name ? name.Text : title);
    }

    private static void LookUp(DeclaredResource resource, Definition definition, Scope scope, CallSite site)
    {
        foreach (var parameter in definition.Body.Parameters)
        {
            if (resource[parameter.Name] is { } and not UndefValue)
            {
                continue;
            }
            var found = scope.Compilation.FindParameter(site, scope, definition.Name, parameter.Name);
            if (found is not null && !(found is UndefValue && parameter.Default is not null))
            {
                resource.Set(new ResourceParameter(parameter.Name, found) { Source = resource.Source });
            }
        }
    }

    /// <summary>All that is wrong with the parameters, told at once.</summary>
    private static void Check(DeclaredResource resource, Definition definition, Scope scope, CallSite site)
    {
        var parameters = definition.Body.Parameters;
        if (Fits(resource, definition.Body, scope))
        {
            return;
        }
        var given = new HashValue.Builder();
        foreach (var parameter in resource.ParameterSpan)
        {
            if (parameter.Name is not ("name" or "title"))
            {
                given[parameter.Name] = parameter.Value;
            }
        }
        if (Problems(resource, parameters, scope, given.Build()) is { } problems)
        {
            throw new EvaluationException(
                CatalogDiagnostics.BadParameters(site, resource, problems, parameters)
            );
        }
    }

    private static string? Problems(
        DeclaredResource resource,
        ImmutableArray<LoweredParameter> parameters,
        Scope scope,
        HashValue given
    )
    {
        try
        {
            return Mismatches.OfParameters(resource.ToString(), parameters, scope, given, isResource: true);
        }
        catch (DataTypeException misuse)
        {
            return misuse.Message;
        }
    }

    private static bool Fits(DeclaredResource resource, LoweredBody body, Scope scope)
    {
        foreach (var parameter in body.Parameters)
        {
            if (scope.Slots[parameter.Slot] is not { } value || !parameter.Type(scope).IsInstance(value))
            {
                return false;
            }
        }
        foreach (var given in resource.ParameterSpan)
        {
            if (
                given.Name is not ("name" or "title")
                && !Metaparameters.Contains(given.Name)
                && !body.HasParameter(given.Name)
            )
            {
                return false;
            }
        }
        return true;
    }
}
