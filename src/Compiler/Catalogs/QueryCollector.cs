using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>
/// <c>Type &lt;| query |&gt; { overrides }</c>. An exported collector (<c>&lt;&lt;| |&gt;&gt;</c>) finds what
/// this and other nodes export, when something stores it.
/// </summary>
internal sealed class QueryCollector(
    string type,
    bool isExported,
    Predicate<DeclaredResource> query,
    Scope scope,
    CallSite site,
    ImmutableArray<ResourceParameter> overrides
) : Collector
{
    protected override IReadOnlyList<DeclaredResource> Collect(Compilation compilation)
    {
        if (!isExported)
        {
            return Find(compilation);
        }
        if (compilation.Request.Exported is not { } exported)
        {
            return [];
        }
        var own = Find(compilation).Where(resource => resource.IsExported && !resource.IsImported);
        var others = exported.Where(resource => resource.Type == type).Select(Import);
        return [.. own, .. others.OfType<DeclaredResource>()];
    }

    private List<DeclaredResource> Find(Compilation compilation) =>
        [.. compilation.Catalog.Resources.Where(resource => resource.Type == type && query(resource))];

    /// <summary>
    /// Another node's resource, declared here at its first sight; null when it is not asked for.
    /// </summary>
    private DeclaredResource? Import(Resource exported)
    {
        var catalog = scope.Compilation.Catalog;
        var existing = catalog.Find(exported.Reference);
        if (existing is { IsImported: true })
        {
            return query(existing) ? existing : null;
        }
        var environment = scope.Compilation.Environment;
        var native = environment.ResourceTypes.Find(exported.Type);
        var resource = new DeclaredResource(
            exported.Reference,
            scope,
            native is null ? environment.Definitions.FindDefine(exported.Type) : null
        )
        {
            NativeType = native,
            Span = site.Span,
            IsVirtual = true,
            IsImported = true,
        };
        foreach (var (name, value) in exported.Parameters)
        {
            resource.Set(new ResourceParameter(name, value, site.Span) { Source = scope.Source });
        }
        foreach (var tag in exported.Tags)
        {
            resource.Tags.Add(tag);
        }
        if (!query(resource))
        {
            return null;
        }
        // One of the same name that is declared here is told as a duplicate.
        Declarations.Add(scope, site, resource);
        return resource;
    }

    protected override void Override(Compilation compilation, IReadOnlyList<DeclaredResource> resources)
    {
        if (overrides.IsEmpty)
        {
            return;
        }
        compilation.Overriders.Add(scope.Source);
        // The reference makes a resource of the overrides, and the defaults of its scope come with it.
        var defaults = scope.DefaultsFor(type).Where(one => overrides.All(own => own.Name != one.Name));
        ImmutableArray<ResourceParameter> parameters = [.. overrides, .. defaults];
        foreach (var resource in resources)
        {
            compilation.Catalog.AddOverride(
                new ResourceOverride(resource.Reference, scope.Source, scope, site, parameters)
            );
        }
    }
}
