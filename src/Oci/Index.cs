using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Bunraku.Oci;

/// <summary>
/// A list of manifests: the platforms of one image, or the tags of a layout (image-index.md).
/// </summary>
public sealed record Index(
    [property: JsonPropertyName("manifests"), JsonPropertyOrder(3)] ImmutableArray<Descriptor> Manifests
)
{
    [JsonPropertyName("schemaVersion"), JsonPropertyOrder(0)]
    public int SchemaVersion { get; init; } = 2;

    [JsonPropertyName("mediaType"), JsonPropertyOrder(1)]
    public string? MediaType { get; init; } = MediaTypes.Index;

    [JsonPropertyName("artifactType"), JsonPropertyOrder(2)]
    public string? ArtifactType { get; init; }

    [JsonPropertyName("subject"), JsonPropertyOrder(4)]
    public Descriptor? Subject { get; init; }

    [JsonPropertyName("annotations"), JsonPropertyOrder(5)]
    public ImmutableSortedDictionary<string, string>? Annotations { get; init; }
}
