using System.Collections.Immutable;
using System.Diagnostics;
using Bunraku.Language;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>
/// Adds resources to the catalog, as resource expressions and <c>create_resources</c> ask for them.
/// </summary>
internal static class Declarations
{
    /// <summary>
    /// The name of a type without the <c>::</c> it may begin with: what the language defines has it, native
    /// types and classes do not.
    /// </summary>
    public static string PlainType(PuppetEnvironment environment, string name)
    {
        if (!name.StartsWith("::", StringComparison.Ordinal))
        {
            return name;
        }
        var bare = name[2..];
        return bare == "class" || environment.ResourceTypes.Find(bare) is not null ? name : bare;
    }

    public static ImmutableArray<DeclaredResource> Declare(
        Scope scope,
        CallSite site,
        string type,
        IReadOnlyList<string> titles,
        ImmutableArray<ResourceParameter> parameters,
        ResourceForm form
    )
    {
        var compilation = scope.Compilation;
        if (type.Equals("class", StringComparison.OrdinalIgnoreCase))
        {
            return [.. titles.Select(title => DeclareClass(scope, site, title, parameters, form))];
        }
        var native = compilation.Environment.ResourceTypes.Find(type);
        var define = native is null ? compilation.Environment.Definitions.FindDefine(type) : null;
        if (native is null && define is null)
        {
            var types = compilation.Environment.ResourceTypes;
            throw new EvaluationException(
                types.MistakeOf(type) is { } mistake
                    ? CatalogDiagnostics.BrokenResourceType(site, type, mistake)
                    : CatalogDiagnostics.UnknownResourceType(site, type, types.Names)
            );
        }
        if (define is not null)
        {
            compilation.Use(define);
        }
        var capitalized = ResourceReference.Capitalize(native?.Name ?? define!.Name);
        var declared = ImmutableArray.CreateBuilder<DeclaredResource>(titles.Count);
        foreach (var title in titles)
        {
            var resource = new DeclaredResource(new(capitalized, title), scope, define)
            {
                NativeType = native,
                Span = site.Span,
                IsByFunction = site.IsOfFunction,
                IsVirtual = form != ResourceForm.Regular,
                IsExported = form == ResourceForm.Exported,
            };
            SetParameters(resource, site, parameters);
            Add(scope, site, resource);
            declared.Add(resource);
        }
        return declared.ToImmutable();
    }

    /// <summary>Declares a class unless the catalog has it; its body is not evaluated here.</summary>
    public static DeclaredResource EnsureClass(
        Scope scope,
        CallSite site,
        ClassDefinition definition,
        ImmutableArray<ResourceParameter>? parameters = null
    )
    {
        var reference = ClassReference(definition.Name);
        if (parameters is null && scope.Compilation.Catalog.Find(reference) is { } existing)
        {
            return existing;
        }
        var resource = new DeclaredResource(reference, scope, definition) { Source = definition };
        SetParameters(resource, site, parameters ?? []);
        EnsureParent(scope, site, definition);
        scope.Compilation.Catalog.Tags.Add(resource.Tags);
        Add(scope, site, resource);
        return resource;
    }

    public static ResourceReference ClassReference(string name) =>
        new("Class", ResourceReference.Capitalize(name));

    /// <summary>Puts a resource under its scope's resource, known by its title and by its namevar.</summary>
    public static void Add(Scope scope, CallSite site, DeclaredResource resource)
    {
        var catalog = scope.Compilation.Catalog;
        if (catalog.Add(resource) is { } existing)
        {
            throw new EvaluationException(CatalogDiagnostics.DuplicateDeclaration(site, resource, existing));
        }
        AddAliases(catalog, site, resource);
        if (!resource.IsClass && resource["stage"] is not null)
        {
            throw new EvaluationException(CatalogDiagnostics.StageOfResource(site, resource));
        }
        if (!resource.IsClass && resource.Type != "Stage" && scope.Resource is { } container)
        {
            container.Take(resource);
        }
    }

    private static DeclaredResource DeclareClass(
        Scope scope,
        CallSite site,
        string title,
        ImmutableArray<ResourceParameter> parameters,
        ResourceForm form
    )
    {
        Debug.Assert(form == ResourceForm.Regular, "the checker refuses virtual classes");
        var definitions = scope.Compilation.Environment.Definitions;
        var definition =
            definitions.FindClass(title)
            ?? throw new EvaluationException(
                CatalogDiagnostics.UndeclaredClass(site, title, definitions.ClassNames)
            );
        scope.Compilation.Use(definition);
        var resource = new DeclaredResource(ClassReference(definition.Name), scope, definition)
        {
            Span = site.Span,
        };
        SetParameters(resource, site, parameters);
        EnsureParent(scope, site, definition);
        scope.Compilation.Catalog.Tags.Add(resource.Tags);
        Add(scope, site, resource);
        BodyEvaluation.Evaluate(resource, site);
        return resource;
    }

    private static void EnsureParent(Scope scope, CallSite site, ClassDefinition definition)
    {
        if (definition.ParentName is null)
        {
            return;
        }
        var parent =
            scope.Compilation.Environment.Definitions.FindClass(definition.ParentName)
            ?? throw new EvaluationException(
                CatalogDiagnostics.UnknownParent(definition, scope.Compilation.EnvironmentName)
            );
        scope.Compilation.Use(parent);
        if (scope.Compilation.Catalog.Find(ClassReference(parent.Name)) is null)
        {
            using var level = scope.Compilation.Depth.Enter(site);
            EnsureClass(scope, site, parent);
        }
    }

    private static void SetParameters(
        DeclaredResource resource,
        CallSite site,
        ImmutableArray<ResourceParameter> parameters
    )
    {
        foreach (var parameter in parameters)
        {
            resource.Set(parameter);
            if (parameter.Name == "tag")
            {
                AddTags(resource, site, parameter.Value);
            }
        }
        foreach (var inherited in resource.Scope.DefaultsFor(resource.Type))
        {
            if (resource.FindParameter(inherited.Name) is null)
            {
                resource.Set(inherited);
                if (inherited.Name == "tag")
                {
                    AddTags(resource, site, inherited.Value);
                }
            }
        }
    }

    /// <summary>Adds the value of the metaparameter <c>tag</c> to a resource's tags.</summary>
    public static void AddTags(DeclaredResource resource, CallSite site, Value value)
    {
        switch (value)
        {
            case ArrayValue list:
                foreach (var item in list.Items)
                {
                    AddTags(resource, site, item);
                }
                break;
            case UndefValue:
                break;
            default:
                if (!resource.Tags.Add(value.ToString()))
                {
                    throw new EvaluationException(CatalogDiagnostics.InvalidTag(site, value.ToString()));
                }
                break;
        }
    }

    private static void AddAliases(CatalogBuilder catalog, CallSite site, DeclaredResource resource)
    {
        if (resource["alias"] is { } aliases)
        {
            foreach (var alias in Flat(aliases).Where(value => value is not UndefValue))
            {
                AddAlias(catalog, site, resource, [alias], alias);
            }
        }
        try
        {
            if (TitleAttributes.Of(resource) is null)
            {
                throw new EvaluationException(CatalogDiagnostics.TitleOfNoShape(site, resource));
            }
        }
        catch (DataTypeException misuse)
        {
            throw new EvaluationException(CatalogDiagnostics.UnreadTitle(site, resource, misuse.Message));
        }
        if (TitleAttributes.UniqueKey(resource) is { } key)
        {
            AddAlias(catalog, site, resource, [.. key.SelectMany(Flat)], new ArrayValue(key));
        }
    }

    private static void AddAlias(
        CatalogBuilder catalog,
        CallSite site,
        DeclaredResource resource,
        ImmutableArray<Value> key,
        Value written
    )
    {
        var title = key is [StringValue { Text: var text }]
            ? text
            : "\0" + string.Join('\0', key.Select(value => ValueText.Of(value)));
        if (title != resource.Title && catalog.AddAlias(resource, title) is { } existing)
        {
            throw new EvaluationException(
                CatalogDiagnostics.AliasTaken(site, resource, written, key, existing)
            );
        }
    }

    private static IEnumerable<Value> Flat(Value value) =>
        value switch
        {
            ArrayValue list => list.Items.SelectMany(Flat),
            _ => [value],
        };
}
