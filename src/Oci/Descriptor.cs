using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Bunraku.Oci;

/// <summary>Points at content: what it is, its digest and its size in bytes (descriptor.md).</summary>
public sealed record Descriptor(
    [property: JsonPropertyName("mediaType"), JsonPropertyOrder(0)] string MediaType,
    [property: JsonPropertyName("digest"), JsonPropertyOrder(1)] Digest Digest,
    [property: JsonPropertyName("size"), JsonPropertyOrder(2)] long Size
)
{
    [JsonPropertyName("urls"), JsonPropertyOrder(3)]
    public ImmutableArray<string>? Urls { get; init; }

    [JsonPropertyName("annotations"), JsonPropertyOrder(4)]
    public ImmutableSortedDictionary<string, string>? Annotations { get; init; }

    [JsonPropertyName("data"), JsonPropertyOrder(5)]
    public string? Data { get; init; }

    [JsonPropertyName("platform"), JsonPropertyOrder(6)]
    public Platform? Platform { get; init; }

    [JsonPropertyName("artifactType"), JsonPropertyOrder(7)]
    public string? ArtifactType { get; init; }
}
