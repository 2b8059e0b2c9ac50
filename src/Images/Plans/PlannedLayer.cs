using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Images;

public enum LayerKind
{
    /// <summary>
    /// Packages that wait for nothing but each other: one transaction of the package manager.
    /// </summary>
    Packages,

    /// <summary>The resources of one class.</summary>
    Class,

    /// <summary>
    /// Files that follow the data and that nothing else in the build waits for: always last.
    /// </summary>
    Data,
}

/// <summary>
/// A layer to be made: what it is called and the resources that make it, in order of application.
/// </summary>
public sealed record PlannedLayer(LayerKind Kind, string Name, ImmutableArray<Resource> Resources);
