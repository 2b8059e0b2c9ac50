using System.Globalization;
using System.Net.Http;

namespace Bunraku.Tests;

/// <summary>
/// Debian's <c>docker-registry</c> on a free loopback port, with storage in a temporary folder.
/// </summary>
internal sealed class DockerRegistry : IDisposable
{
    public const string User = "user";
    public const string Password = "secret";

    /// <summary>bcrypt of <see cref="Password"/>.</summary>
    private const string PasswordHash = "$2b$05$abcdefghijklmnopqrstuuOQiyCxlgf/oeuTqixKmWdcYUh4Hjl0a";
    private readonly string folder = Directory.CreateTempSubdirectory("bunraku-registry-").FullName;
    private readonly Daemon daemon;

    /// <param name="needsLogin">Whether it lets nobody in but <see cref="User"/>.</param>
    /// <param name="certificate">Speaks TLS with this certificate and its key, both as PEM.</param>
    public DockerRegistry(bool needsLogin = false, (string Certificate, string Key)? certificate = null)
    {
        var port = FreePort.Next();
        Address = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");
        var accounts = Path.Combine(folder, "htpasswd");
        File.WriteAllText(accounts, $"{User}:{PasswordHash}\n");
        var configuration = Path.Combine(folder, "config.yml");
        var login = needsLogin ? $"auth: {{ htpasswd: {{ realm: test, path: {accounts} }} }}" : "";
        var tls = "";
        if (certificate is { } pem)
        {
            File.WriteAllText(Path.Combine(folder, "certificate.pem"), pem.Certificate);
            File.WriteAllText(Path.Combine(folder, "key.pem"), pem.Key);
            tls = $"tls: {{ certificate: {folder}/certificate.pem, key: {folder}/key.pem }}";
        }
        File.WriteAllText(
            configuration,
            $"""
            version: 0.1
            log:
              level: warn
            storage:
              filesystem:
                rootdirectory: {folder}/data
              delete:
                enabled: true
            http:
              addr: "{Address}"
              {tls}
            {login}

            """
        );
        daemon = new Daemon("docker-registry", ["serve", configuration], Answers);
    }

    /// <summary>Host and port.</summary>
    public string Address { get; }

    public void Dispose()
    {
        daemon.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private bool Answers()
    {
        try
        {
            using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
            using var request = new HttpRequestMessage(HttpMethod.Get, $"http://{Address}/v2/");
            using var answer = http.Send(request);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
