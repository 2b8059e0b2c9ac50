using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Bunraku.Oci;

/// <summary>An image for one platform: its configuration and its layers, base first (manifest.md).</summary>
public sealed record Manifest(
    [property: JsonPropertyName("config"), JsonPropertyOrder(3)] Descriptor Config,
    [property: JsonPropertyName("layers"), JsonPropertyOrder(4)] ImmutableArray<Descriptor> Layers
)
{
    [JsonPropertyName("schemaVersion"), JsonPropertyOrder(0)]
    public int SchemaVersion { get; init; } = 2;

    [JsonPropertyName("mediaType"), JsonPropertyOrder(1)]
    public string? MediaType { get; init; } = MediaTypes.Manifest;

    [JsonPropertyName("artifactType"), JsonPropertyOrder(2)]
    public string? ArtifactType { get; init; }

    [JsonPropertyName("subject"), JsonPropertyOrder(5)]
    public Descriptor? Subject { get; init; }

    [JsonPropertyName("annotations"), JsonPropertyOrder(6)]
    public ImmutableSortedDictionary<string, string>? Annotations { get; init; }
}
