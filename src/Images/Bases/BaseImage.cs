using System.Collections.Immutable;
using Bunraku.Oci;

namespace Bunraku.Images;

/// <summary>What an image is built on.</summary>
/// <param name="Name">As the site file writes it.</param>
/// <param name="Digest">Of the base's manifest; null for <c>scratch</c>.</param>
public sealed record BaseImage(
    string Name,
    Digest? Digest,
    ImmutableArray<Layer> Layers,
    ImageConfig? Config
);
