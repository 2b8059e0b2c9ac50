using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>Waits for one resource and realizes it: <c>realize</c>.</summary>
internal sealed class RealizeCollector(ResourceReference reference) : Collector
{
    private bool isResolved;

    public override IEnumerable<ResourceReference> Unresolved => isResolved ? [] : [reference];

    protected override IReadOnlyList<DeclaredResource> Collect(Compilation compilation)
    {
        if (compilation.Catalog.Find(reference) is not { } resource)
        {
            return [];
        }
        isResolved = true;
        compilation.Catalog.Remove(this);
        return [resource];
    }
}
