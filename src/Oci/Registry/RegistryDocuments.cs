using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bunraku.Oci;

// What registries, Docker's login file and credential helpers say, as far as it is read here.

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

/// <summary>What a token service answers.</summary>
internal sealed record TokenAnswer
{
    [JsonPropertyName("token")]
    public string? Token { get; init; }

    [JsonPropertyName("access_token")]
    public string? AccessToken { get; init; }
}

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
