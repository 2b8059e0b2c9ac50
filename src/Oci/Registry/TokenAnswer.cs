using System.Text.Json.Serialization;

namespace Bunraku.Oci;

/// <summary>What a token service answers.</summary>
internal sealed record TokenAnswer
{
    [JsonPropertyName("token")]
    public string? Token { get; init; }

    [JsonPropertyName("access_token")]
    public string? AccessToken { get; init; }
}
