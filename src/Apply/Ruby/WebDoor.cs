using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Bunraku.Ruby;
using WebRequest = Bunraku.Ruby.WebRequest;

namespace Bunraku.Apply;

/// <summary>Asks servers on the web for facts, types and providers in Ruby.</summary>
internal static class WebDoor
{
    public static WebReply Exchange(WebRequest asked)
    {
        using var handler = Handler(asked);
        using var client = new HttpClient(handler) { Timeout = asked.OpenTimeout + asked.ReadTimeout };
        try
        {
            using var request = Request(asked);
            using var response = client.Send(request);
            using var bytes = new MemoryStream();
            response.Content.ReadAsStream().CopyTo(bytes);
            return new(
                WebTrouble.None,
                response.ReasonPhrase ?? "",
                (int)response.StatusCode,
                response.Version.ToString(2),
                [
                    .. response
                        .Headers.Concat(response.Content.Headers)
                        .SelectMany(header =>
                            header.Value.Select(value => KeyValuePair.Create(header.Key, value))
                        ),
                ],
                bytes.ToArray()
            );
        }
        catch (HttpRequestException failure)
        {
            return new(TroubleOf(failure), failure.Message);
        }
        catch (IOException failure)
        {
            return new(WebTrouble.Ended, failure.Message);
        }
        catch (OperationCanceledException late)
        {
            var isOpening = late.InnerException is TimeoutException { InnerException: null };
            return new(isOpening ? WebTrouble.OpenTimeout : WebTrouble.ReadTimeout, late.Message);
        }
    }

    private static SocketsHttpHandler Handler(WebRequest asked)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            ConnectTimeout = asked.OpenTimeout,
            UseProxy = asked.Proxy is not null,
            Proxy = asked.Proxy is { } proxy ? new WebProxy(proxy) : null,
        };
        if (!asked.Verifies)
        {
            handler.SslOptions.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
        }
        else if (asked.Authorities is { } text)
        {
            var trusted = new X509Certificate2Collection();
            trusted.ImportFromPem(text);
            handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, chain, problems) =>
                IsTrusted(certificate, chain, problems, trusted);
        }
        return handler;
    }

    private static bool IsTrusted(
        X509Certificate? certificate,
        X509Chain? chain,
        SslPolicyErrors problems,
        X509Certificate2Collection trusted
    )
    {
        if (
            problems is not (SslPolicyErrors.None or SslPolicyErrors.RemoteCertificateChainErrors)
            || certificate is not X509Certificate2 server
        )
        {
            return false;
        }
        using var own = new X509Chain();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.CustomTrustStore.AddRange(trusted);
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        if (chain is not null)
        {
            own.ChainPolicy.ExtraStore.AddRange(chain.ChainElements.Select(one => one.Certificate).ToArray());
        }
        return own.Build(server);
    }

    private static HttpRequestMessage Request(WebRequest asked)
    {
        var request = new HttpRequestMessage(new HttpMethod(asked.Method), asked.Address);
        if (asked.Body is { } body)
        {
            request.Content = new ByteArrayContent(body);
        }
        foreach (var (name, value) in asked.Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content ??= new ByteArrayContent([]);
                request.Content.Headers.Remove(name);
                request.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }
        return request;
    }

    private static WebTrouble TroubleOf(HttpRequestException failure) =>
        failure.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => WebTrouble.UnknownName,
            HttpRequestError.SecureConnectionError => WebTrouble.Insecure,
            _ when failure.InnerException
                    is SocketException { SocketErrorCode: SocketError.ConnectionRefused } =>
                WebTrouble.Refused,
            _ when failure.InnerException is SocketException { SocketErrorCode: SocketError.TimedOut } =>
                WebTrouble.OpenTimeout,
            HttpRequestError.ConnectionError => WebTrouble.Unreachable,
            _ => WebTrouble.Ended,
        };
}
