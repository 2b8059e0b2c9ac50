using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>Attributes to be set on a resource that is, or will be, in the catalog.</summary>
internal sealed record ResourceOverride(
    ResourceReference Reference,
    Definition Source,
    Scope Scope,
    CallSite Site,
    ImmutableArray<ResourceParameter> Parameters
)
{
    /// <summary>An attribute that is set more than once, or null.</summary>
    public string? RepeatedName =>
        Parameters.GroupBy(parameter => parameter.Name).FirstOrDefault(group => group.Skip(1).Any())?.Key;
}
