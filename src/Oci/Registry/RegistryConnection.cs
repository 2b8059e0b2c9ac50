using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Bunraku.Oci;

/// <summary>
/// One registry: finds out how it is reached, shows it tokens or passwords when it asks, tries again what
/// fails for a passing reason, and turns what fails for good into diagnostics.
/// </summary>
internal sealed class RegistryConnection(
    string registry,
    RegistrySettings settings,
    HttpClient http,
    CredentialStore credentialStore
)
{
    private const string DockerHubHost = "registry-1.docker.io";
    private const int LongestAnswer = 300;
    private readonly SemaphoreSlim probing = new(1, 1);
    private readonly Dictionary<string, AuthenticationHeaderValue> authorizations = new(
        StringComparer.Ordinal
    );
    private Uri? root;
    private Credentials? credentials;

    public static bool IsLoopback(string registry)
    {
        var uri = new Uri($"http://{registry}/");
        return uri.IsLoopback;
    }

    /// <summary>
    /// Does something with the registry. Failures that may pass are tried again; the rest is thrown as an
    /// <see cref="OciException"/>.
    /// </summary>
    /// <param name="action">What is done, to follow “failed to”.</param>
    public async Task<T> TryAsync<T>(
        string action,
        Func<StallTimer, Task<T>> attempt,
        CancellationToken cancellation
    )
    {
        var pause = settings.FirstPause;
        for (var count = 1; ; count++)
        {
            TimeSpan? wanted = null;
            using var stall = new StallTimer(settings.StallTimeout, cancellation);
            try
            {
                return await attempt(stall).ConfigureAwait(false);
            }
            catch (PassingFailureException e) when (count < settings.Attempts)
            {
                wanted = e.RetryAfter;
            }
            catch (HttpRequestException e) when (count < settings.Attempts && MayPass(e)) { }
            catch (PassingFailureException e)
            {
                throw new OciException(OciDiagnostics.RegistryFailed(registry, action, e.Message), e);
            }
            catch (HttpRequestException e)
            {
                throw Unreachable(Reason(e), e);
            }
            catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
            {
                throw Unreachable("no answer in time", e);
            }
            catch (IOException e) when (e is not OciException && count < settings.Attempts) { }
            catch (IOException e) when (e is not OciException)
            {
                throw Unreachable(e.Message, e);
            }
            var limit = settings.FirstPause * 64;
            await Task.Delay(wanted is { } asked && asked < limit ? asked : pause, cancellation)
                .ConfigureAwait(false);
            pause *= 2;
        }
    }

    /// <summary>
    /// Sends a request, with authorization when asked for; must run inside <see cref="TryAsync"/>.
    /// </summary>
    /// <param name="make">Makes the request from the registry's root; called again after a challenge.</param>
    /// <param name="fine">Statuses beside success that the caller understands.</param>
    public async Task<HttpResponseMessage> SendAsync(
        string action,
        string scope,
        Func<Uri, HttpRequestMessage> make,
        StallTimer stall,
        params HttpStatusCode[] fine
    )
    {
        var target = await RootAsync(stall).ConfigureAwait(false);
        var response = await SendOnceAsync(make(target), scope, stall).ConfigureAwait(false);
        if (
            response.StatusCode == HttpStatusCode.Unauthorized
            && Challenge.From(response.Headers) is { } challenge
            && await AuthorizeAsync(challenge, scope, stall).ConfigureAwait(false)
        )
        {
            response.Dispose();
            response = await SendOnceAsync(make(target), scope, stall).ConfigureAwait(false);
        }
        if (response.IsSuccessStatusCode || fine.Contains(response.StatusCode))
        {
            return response;
        }
        using (response)
        {
            throw await FailureAsync(response, action, stall).ConfigureAwait(false);
        }
    }

    private async Task<HttpResponseMessage> SendOnceAsync(
        HttpRequestMessage request,
        string scope,
        StallTimer stall
    )
    {
        using (request)
        {
            lock (authorizations)
            {
                request.Headers.Authorization = authorizations.GetValueOrDefault(scope);
            }
            var response = await http.SendAsync(
                    request,
                    HttpCompletionOption.ResponseHeadersRead,
                    stall.Token
                )
                .ConfigureAwait(false);
            stall.Touch();
            return response;
        }
    }

    /// <summary>
    /// Where the registry answers. Loopback is asked by plain HTTP first, others by TLS, and by plain HTTP
    /// only when that was allowed.
    /// </summary>
    private async Task<Uri> RootAsync(StallTimer stall)
    {
        await probing.WaitAsync(stall.Token).ConfigureAwait(false);
        try
        {
            return root ??= await ProbeAsync(stall).ConfigureAwait(false);
        }
        finally
        {
            probing.Release();
        }
    }

    private async Task<Uri> ProbeAsync(StallTimer stall)
    {
        var host = registry == Reference.DefaultRegistry ? DockerHubHost : registry;
        string[] schemes =
            IsLoopback(host) ? ["http", "https"]
            : settings.Insecure ? ["https", "http"]
            : ["https"];
        HttpRequestException? first = null;
        foreach (var scheme in schemes)
        {
            var uri = new Uri($"{scheme}://{host}/v2/");
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, uri);
                using var response = await http.SendAsync(
                        request,
                        HttpCompletionOption.ResponseHeadersRead,
                        stall.Token
                    )
                    .ConfigureAwait(false);
                // A TLS port answers a plain request with 400.
                if (scheme == "https" || response.StatusCode != HttpStatusCode.BadRequest)
                {
                    return uri;
                }
            }
            catch (HttpRequestException e)
            {
                first ??= e;
            }
        }
        throw first ?? new HttpRequestException("the answer is not a registry's");
    }

    private async Task<bool> AuthorizeAsync(Challenge challenge, string scope, StallTimer stall)
    {
        credentials ??= await credentialStore.FindAsync(registry, stall.Token).ConfigureAwait(false);
        var header =
            challenge.Scheme == Challenge.Bearer
                ? await FetchTokenAsync(challenge, scope, stall).ConfigureAwait(false)
            : credentials is not null ? Basic(credentials)
            : null;
        lock (authorizations)
        {
            if (header is not null)
            {
                authorizations[scope] = header;
            }
        }
        return header is not null;
    }

    /// <summary>distribution's token specification; an identity token goes by its OAuth 2 form.</summary>
    private async Task<AuthenticationHeaderValue?> FetchTokenAsync(
        Challenge challenge,
        string scope,
        StallTimer stall
    )
    {
        if (
            !challenge.Parameters.TryGetValue("realm", out var realm)
            || !Uri.TryCreate(realm, UriKind.Absolute, out var service)
            || (service.Scheme != Uri.UriSchemeHttps && !settings.Insecure && !service.IsLoopback)
        )
        {
            return null;
        }
        var parameters = new List<KeyValuePair<string, string>>();
        if (challenge.Parameters.TryGetValue("service", out var name))
        {
            parameters.Add(new("service", name));
        }
        var oauth = credentials?.IdentityToken;
        if (oauth is not null)
        {
            parameters.Add(new("scope", scope));
            parameters.Add(new("grant_type", "refresh_token"));
            parameters.Add(new("client_id", settings.UserAgent));
            parameters.Add(new("refresh_token", oauth));
        }
        else
        {
            parameters.AddRange(scope.Split(' ').Select(one => KeyValuePair.Create("scope", one)));
        }
        using var request = oauth is null
            ? new HttpRequestMessage(HttpMethod.Get, WithQuery(service, parameters))
            : new HttpRequestMessage(HttpMethod.Post, service)
            {
                Content = new FormUrlEncodedContent(parameters),
            };
        request.Headers.Authorization = oauth is null && credentials is not null ? Basic(credentials) : null;
        using var response = await http.SendAsync(request, stall.Token).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            throw await FailureAsync(response, "give a token", stall).ConfigureAwait(false);
        }
        var answer = ReadAnswer(
            await response.Content.ReadAsByteArrayAsync(stall.Token).ConfigureAwait(false)
        );
        return (answer?.Token ?? answer?.AccessToken) is { } token
            ? new AuthenticationHeaderValue("Bearer", token)
            : null;
    }

    private static TokenAnswer? ReadAnswer(byte[] body)
    {
        try
        {
            return OciJson.Read(body, OciJson.Plain.TokenAnswer);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    internal static Uri WithQuery(Uri uri, IEnumerable<KeyValuePair<string, string>> parameters)
    {
        var query = string.Join(
            '&',
            parameters.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}")
        );
        var builder = new UriBuilder(uri);
        builder.Query = builder.Query.Length > 1 ? $"{builder.Query[1..]}&{query}" : query;
        return builder.Uri;
    }

    private static AuthenticationHeaderValue Basic(Credentials account) =>
        new(
            "Basic",
            Convert.ToBase64String(Encoding.UTF8.GetBytes($"{account.Username}:{account.Password}"))
        );

    private async Task<Exception> FailureAsync(HttpResponseMessage response, string action, StallTimer stall)
    {
        var answer = await AnswerAsync(response, stall).ConfigureAwait(false);
        return response.StatusCode switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new OciException(
                OciDiagnostics.RegistryRefused(registry, action, answer, credentials is not null)
            ),
            HttpStatusCode.NotFound => new OciException(
                OciDiagnostics.RegistryNotFound(registry, action, answer)
            ),
            HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= (HttpStatusCode)500 =>
                new PassingFailureException(answer, response.Headers.RetryAfter?.Delta),
            _ => new OciException(OciDiagnostics.RegistryFailed(registry, action, answer)),
        };
    }

    /// <summary>The registry's own words, or the start of whatever it answered.</summary>
    private static async Task<string> AnswerAsync(HttpResponseMessage response, StallTimer stall)
    {
        var status = $"{(int)response.StatusCode} {response.ReasonPhrase}".TrimEnd();
        var body = await response.Content.ReadAsByteArrayAsync(stall.Token).ConfigureAwait(false);
        try
        {
            var errors = OciJson.Read(body, OciJson.Plain.RegistryErrors).Errors ?? [];
            var words = errors.Select(error =>
                error.Message is { Length: > 0 } ? $"{error.Message} ({error.Code})" : error.Code
            );
            return errors.Length > 0 ? $"{string.Join("; ", words)} [{status}]" : status;
        }
        catch (JsonException)
        {
            var text = Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, LongestAnswer)));
            var line = text.Split('\n')[0].Trim();
            return line.Length == 0 || line.StartsWith('<') ? status : $"{line} [{status}]";
        }
    }

    private OciException Unreachable(string reason, Exception e) =>
        new(OciDiagnostics.RegistryUnreachable(registry, reason, IsLoopback(registry)), e);

    private static bool MayPass(HttpRequestException e) =>
        e.HttpRequestError
            is not (HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError);

    private static string Reason(HttpRequestException e) =>
        e.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => "its name is not known",
            HttpRequestError.SecureConnectionError => $"TLS failed: {(e.InnerException ?? e).Message}",
            HttpRequestError.ConnectionError => (e.InnerException ?? e).Message,
            _ => e.Message,
        };
}

/// <summary>The registry answered that something is wrong with it now.</summary>
internal sealed class PassingFailureException(string answer, TimeSpan? retryAfter) : Exception(answer)
{
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
