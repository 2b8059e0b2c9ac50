using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Bunraku.Oci;

/// <summary>What a registry wants to be shown: the parameters of a <c>WWW-Authenticate</c> header.</summary>
internal sealed partial record Challenge(string Scheme, IReadOnlyDictionary<string, string> Parameters)
{
    public const string Bearer = "bearer";
    public const string Basic = "basic";

    /// <summary>The first challenge that can be met, tokens before passwords.</summary>
    public static Challenge? From(HttpResponseHeaders headers)
    {
        var all = headers.WwwAuthenticate.Select(From).ToList();
        return all.Find(one => one.Scheme == Bearer) ?? all.Find(one => one.Scheme == Basic);
    }

    private static Challenge From(AuthenticationHeaderValue header)
    {
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (Match match in ParameterPattern().Matches(header.Parameter ?? ""))
        {
            parameters[match.Groups[1].Value] = match.Groups[2].Success
                ? match.Groups[2].Value.Replace("\\\"", "\"", StringComparison.Ordinal)
                : match.Groups[3].Value;
        }
        return new Challenge(header.Scheme.ToLowerInvariant(), parameters);
    }

    [GeneratedRegex("""([A-Za-z_]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))""")]
    private static partial Regex ParameterPattern();
}
