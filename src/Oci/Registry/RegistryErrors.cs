using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bunraku.Oci;

/// <summary>distribution-spec 1.1, "Error codes".</summary>
internal sealed record RegistryErrors
{
    [JsonPropertyName("errors")]
    public ImmutableArray<RegistryError>? Errors { get; init; }
}

internal sealed record RegistryError
{
    [JsonPropertyName("code")]
    public string? Code { get; init; }

    [JsonPropertyName("message")]
    public string? Message { get; init; }

    [JsonPropertyName("detail")]
    public JsonElement? Detail { get; init; }
}
