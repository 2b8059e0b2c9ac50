using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Bunraku.Oci;

/// <summary>
/// What an account proves itself with: name and password, or a token to be changed for others.
/// </summary>
internal sealed record Credentials(string Username, string Password, string? IdentityToken = null);

/// <summary>Finds credentials where Docker keeps them: its login file and the helpers that names.</summary>
internal sealed class CredentialStore(string? path)
{
    private const string DockerHubKey = "https://index.docker.io/v1/";

    /// <summary>The user name with which helpers mark an identity token.</summary>
    private const string TokenUser = "<token>";
    private static readonly TimeSpan HelperTimeout = TimeSpan.FromSeconds(30);

    public async Task<Credentials?> FindAsync(string registry, CancellationToken cancellation)
    {
        if (path is null || Read(path) is not { } config)
        {
            return null;
        }
        foreach (var key in Keys(registry))
        {
            if (config.CredHelpers?.GetValueOrDefault(key) is { } helper)
            {
                return await AskAsync(helper, key, cancellation).ConfigureAwait(false);
            }
        }
        if (config.CredsStore is { Length: > 0 } store)
        {
            var key = registry == Reference.DefaultRegistry ? DockerHubKey : registry;
            return await AskAsync(store, key, cancellation).ConfigureAwait(false);
        }
        return Keys(registry)
            .Select(key => config.Auths?.GetValueOrDefault(key))
            .OfType<DockerAuth>()
            .Select(auth => Decode(auth, path))
            .FirstOrDefault(found => found is not null);
    }

    private static IEnumerable<string> Keys(string registry) =>
        registry == Reference.DefaultRegistry
            ? [DockerHubKey, registry, "index.docker.io"]
            :
            [
                registry,
                $"https://{registry}",
                $"http://{registry}",
                $"https://{registry}/v1/",
                $"https://{registry}/v2/",
            ];

    private static DockerConfigFile? Read(string path)
    {
        try
        {
            return OciJson.Read(File.ReadAllBytes(path), OciJson.Plain.DockerConfigFile);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new OciException(OciDiagnostics.RegistryConfigInvalid(path, OciJson.Fault(e)), e);
        }
    }

    private static Credentials? Decode(DockerAuth auth, string path)
    {
        if (auth.IdentityToken is { Length: > 0 } token)
        {
            return new Credentials(auth.Username ?? TokenUser, "", token);
        }
        if (auth.Auth is not { Length: > 0 } encoded)
        {
            return auth.Username is { } name ? new Credentials(name, auth.Password ?? "") : null;
        }
        var bytes = new byte[encoded.Length];
        var text = Convert.TryFromBase64String(encoded, bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length).TrimEnd('\0')
            : "";
        return text.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon
            ? new Credentials(text[..colon], text[(colon + 1)..])
            : throw new OciException(
                OciDiagnostics.RegistryConfigInvalid(path, "an `auth` is not base64 of `name:password`")
            );
    }

    /// <summary>
    /// The helper protocol of docker-credential-helpers: the registry in, a JSON object out.
    /// </summary>
    private static async Task<Credentials?> AskAsync(
        string helper,
        string key,
        CancellationToken cancellation
    )
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(HelperTimeout);
        var program = $"docker-credential-{helper}";
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, ["get"])
                {
                    RedirectStandardInput = true,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            )!;
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.StandardInput.WriteAsync(key).ConfigureAwait(false);
            process.StandardInput.Close();
            var output = await process.StandardOutput.ReadToEndAsync(limit.Token).ConfigureAwait(false);
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            if (process.ExitCode != 0)
            {
                // The protocol's own sentence for “no such login”: then it goes without.
                return output.Contains("credentials not found", StringComparison.OrdinalIgnoreCase)
                    ? null
                    : throw Failed((output + await errors.ConfigureAwait(false)).Trim());
            }
            var found = OciJson.Read(Encoding.UTF8.GetBytes(output), OciJson.Plain.HelperCredentials);
            return found.Username == TokenUser
                ? new Credentials(TokenUser, "", found.Secret)
                : new Credentials(found.Username ?? "", found.Secret ?? "");
        }
        catch (Win32Exception e)
        {
            throw Failed(e.NativeErrorCode == (int)Unix.Errno.ENOENT ? "it is not installed" : e.Message);
        }
        catch (JsonException)
        {
            throw Failed("its answer is not JSON");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw Failed($"no answer within {HelperTimeout.TotalSeconds} seconds");
        }

        OciException Failed(string reason) =>
            new(OciDiagnostics.CredentialHelperFailed(program, key, reason));
    }
}
