using System.Collections.Immutable;

namespace Bunraku.Compiler;

/// <summary>
/// <c>Type &lt;| query |&gt; { overrides }</c>. An exported collector (<c>&lt;&lt;| |&gt;&gt;</c>) finds
/// nothing, because nothing stores other nodes' catalogs.
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
    protected override IReadOnlyList<DeclaredResource> Collect(Compilation compilation) =>
        isExported
            ? []
            : [.. compilation.Catalog.Resources.Where(resource => resource.Type == type && query(resource))];

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
