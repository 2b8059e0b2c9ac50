using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Bunraku.Oci;

/// <summary><c>~/.docker/config.json</c>.</summary>
internal sealed record DockerConfigFile
{
    [JsonPropertyName("auths")]
    public ImmutableDictionary<string, DockerAuth?>? Auths { get; init; }

    [JsonPropertyName("credHelpers")]
    public ImmutableDictionary<string, string>? CredHelpers { get; init; }

    [JsonPropertyName("credsStore")]
    public string? CredsStore { get; init; }
}

internal sealed record DockerAuth
{
    [JsonPropertyName("auth")]
    public string? Auth { get; init; }

    [JsonPropertyName("username")]
    public string? Username { get; init; }

    [JsonPropertyName("password")]
    public string? Password { get; init; }

    [JsonPropertyName("identitytoken")]
    public string? IdentityToken { get; init; }

    [JsonPropertyName("registrytoken")]
    public string? RegistryToken { get; init; }
}

/// <summary>What <c>docker-credential-NAME get</c> prints.</summary>
internal sealed record HelperCredentials(string? Username, string? Secret);
