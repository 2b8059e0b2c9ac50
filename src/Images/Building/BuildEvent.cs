using System.Collections.Immutable;
using Bunraku.Model;
using Bunraku.Oci;

namespace Bunraku.Images;

/// <summary>Something a build tells while it goes on.</summary>
public abstract record BuildEvent(string Image);

/// <summary>A base is fetched or made.</summary>
public sealed record BaseStarted(string Image, string What) : BuildEvent(Image);

/// <summary>A layer is begun; numbers count from 1.</summary>
public sealed record LayerStarted(string Image, string Layer, int Number, int Count) : BuildEvent(Image);

/// <summary>Resources of the layer at hand come next.</summary>
public sealed record ResourcesStarted(string Image, string Layer, ImmutableArray<Resource> Resources)
    : BuildEvent(Image);

/// <summary>A layer is there.</summary>
public sealed record LayerFinished(string Image, BuiltLayer Layer, int Number, int Count) : BuildEvent(Image);

/// <summary>An image is there and has its tag.</summary>
public sealed record ImageFinished(string Image, BuiltImage Built) : BuildEvent(Image);

/// <summary>A layer of a built image.</summary>
/// <param name="Content">Null when the layer changed nothing and so is none.</param>
/// <param name="Resources">How many resources it applies.</param>
public sealed record BuiltLayer(string Name, Layer? Content, bool IsReused, int Resources, double Seconds);

/// <summary>A built image.</summary>
/// <param name="SizeBytes">Of all layers as they are transferred, the base's included.</param>
public sealed record BuiltImage(
    string Name,
    Digest Digest,
    ImmutableArray<BuiltLayer> Layers,
    long SizeBytes,
    double Seconds
)
{
    /// <summary>How many layers the base has.</summary>
    public int BaseLayers { get; init; }
}
