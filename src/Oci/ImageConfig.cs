using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Bunraku.Oci;

/// <summary>What an image is and how a container of it starts (config.md).</summary>
public sealed record ImageConfig(
    [property: JsonPropertyName("architecture"), JsonPropertyOrder(2)] string Architecture,
    [property: JsonPropertyName("os"), JsonPropertyOrder(3)] string Os,
    [property: JsonPropertyName("rootfs"), JsonPropertyOrder(8)] RootFs RootFs
)
{
    [JsonPropertyName("created"), JsonPropertyOrder(0), JsonConverter(typeof(Rfc3339Converter))]
    public DateTimeOffset? Created { get; init; }

    [JsonPropertyName("author"), JsonPropertyOrder(1)]
    public string? Author { get; init; }

    [JsonPropertyName("variant"), JsonPropertyOrder(4)]
    public string? Variant { get; init; }

    [JsonPropertyName("os.version"), JsonPropertyOrder(5)]
    public string? OsVersion { get; init; }

    [JsonPropertyName("os.features"), JsonPropertyOrder(6)]
    public ImmutableArray<string>? OsFeatures { get; init; }

    [JsonPropertyName("config"), JsonPropertyOrder(7)]
    public ContainerConfig? Config { get; init; }

    [JsonPropertyName("history"), JsonPropertyOrder(9)]
    public ImmutableArray<HistoryEntry>? History { get; init; }

    [JsonIgnore]
    public Platform Platform => new(Architecture, Os) { Variant = Variant, OsVersion = OsVersion };
}

/// <summary>The layers by the digests of their uncompressed content, base first.</summary>
public sealed record RootFs(
    [property: JsonPropertyName("diff_ids"), JsonPropertyOrder(1)] ImmutableArray<Digest> DiffIds
)
{
    [JsonPropertyName("type"), JsonPropertyOrder(0)]
    public string Type { get; init; } = "layers";
}

/// <summary>How a layer, or a change without one, came about.</summary>
public sealed record HistoryEntry
{
    [JsonPropertyName("created"), JsonConverter(typeof(Rfc3339Converter))]
    public DateTimeOffset? Created { get; init; }

    [JsonPropertyName("created_by")]
    public string? CreatedBy { get; init; }

    [JsonPropertyName("author")]
    public string? Author { get; init; }

    [JsonPropertyName("comment")]
    public string? Comment { get; init; }

    [JsonPropertyName("empty_layer")]
    public bool? EmptyLayer { get; init; }
}
