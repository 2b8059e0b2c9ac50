using System.Globalization;
using System.Text.RegularExpressions;

namespace Bunraku.Model;

/// <summary>
/// A URI, taken apart as RFC 3986 says. The scheme is kept in lower case, the rest as written.
/// </summary>
public sealed partial class UriValue : Value
{
    private UriValue() { }

    public string? Scheme { get; private init; }

    public string? UserInfo { get; private init; }

    public string? Host { get; private init; }

    /// <summary>The port given, or else the scheme's own.</summary>
    public int? Port { get; private init; }

    public string? Path { get; private init; }

    public string? Query { get; private init; }

    public string? Fragment { get; private init; }

    /// <summary>What follows the scheme when it is no hierarchical URI (<c>mailto:a@b</c>).</summary>
    public string? Opaque { get; private init; }

    /// <summary>The parts by their names in the language (<c>scheme</c>, <c>host</c>, …).</summary>
    public Value? Find(string part) =>
        part switch
        {
            "scheme" => Text(Scheme),
            "userinfo" => Text(UserInfo),
            "host" => Text(Host),
            "port" => Port is { } port ? (long)port : UndefValue.Instance,
            "path" => Text(Scheme == "ftp" ? FilePath(Path) : Path),
            "query" => Text(Query),
            "fragment" => Text(Fragment),
            "opaque" => Text(Opaque),
            _ => null,
        };

    /// <summary>
    /// What the path means to the File Transfer Protocol (RFC 1738, section 3.2.2): it begins in the user's
    /// folder, and how to transfer the file is no part of it.
    /// </summary>
    private static string? FilePath(string? path)
    {
        if (path is null)
        {
            return null;
        }
        var type = path.IndexOf(";type=", StringComparison.Ordinal);
        var inner = (type < 0 ? path : path[..type]).AsSpan();
        inner = inner is ['/', ..] ? inner[1..] : inner;
        return inner is ['%', '2', 'F', .. var rest] ? $"/{rest}" : inner.ToString();
    }

    /// <summary>Reads a URI; throws <see cref="DataTypeException"/> with the reference's sentence.</summary>
    public static UriValue Parse(string text)
    {
        if (!Allowed().IsMatch(text))
        {
            throw Bad(text);
        }
        var match = Parts().Match(text);
        var scheme = Group(match, "scheme")?.ToLowerInvariant();
        var rest = match.Groups["path"].Value;
        var isOpaque =
            scheme is not null
            && !match.Groups["authority"].Success
            && rest.Length > 0
            && !rest.StartsWith('/');
        if (isOpaque)
        {
            return new()
            {
                Scheme = scheme,
                Opaque = rest + (match.Groups["query"].Success ? "?" + match.Groups["query"].Value : ""),
                Fragment = Group(match, "fragment"),
            };
        }
        var authority = Authority().Match(match.Groups["authority"].Value);
        if (match.Groups["authority"].Success && !authority.Success)
        {
            throw Bad(text);
        }
        return new()
        {
            Scheme = scheme,
            UserInfo = Group(authority, "user"),
            Host = match.Groups["authority"].Success ? authority.Groups["host"].Value : null,
            Port = PortOf(Group(authority, "port"), scheme),
            Path = rest,
            Query = Group(match, "query"),
            Fragment = Group(match, "fragment"),
        };
    }

    /// <summary>A URI of parts by name, as <c>URI({scheme =&gt; 'http', …})</c> takes them.</summary>
    public static UriValue Of(HashValue parts)
    {
        string? Part(string name) => parts.Find(name) is StringValue text ? text.Text : null;
        var scheme = Part("scheme");
        var port = parts.Find("port") is IntegerValue number ? number.ToString() : null;
        return new()
        {
            Scheme = scheme,
            UserInfo = Part("userinfo"),
            Host = Part("host"),
            Port = PortOf(port, scheme),
            Path = Part("path") ?? "",
            Query = Part("query"),
            Fragment = Part("fragment"),
            Opaque = Part("opaque"),
        };
    }

    /// <summary>
    /// A reference resolved against this URI (RFC 3986, section 5.2); throws
    /// <see cref="DataTypeException"/> when both are relative.
    /// </summary>
    public UriValue Merge(UriValue reference)
    {
        if (reference.Scheme is not null)
        {
            return reference;
        }
        if (Scheme is null)
        {
            throw DataTypeException.Runtime("both URI are relative");
        }
        var (path, query) = (Path, reference.Query ?? Query);
        if (reference.Host is not null)
        {
            (path, query) = (reference.Path, reference.Query);
        }
        else if (!string.IsNullOrEmpty(reference.Path))
        {
            path = WithoutDots(reference.Path[0] == '/' ? reference.Path : Beside(reference.Path));
            query = reference.Query;
        }
        return new UriValue
        {
            Scheme = Scheme,
            UserInfo = reference.Host is null ? UserInfo : reference.UserInfo,
            Host = reference.Host ?? Host,
            Port = reference.Host is null ? Port : reference.Port ?? DefaultPort(Scheme),
            Path = path,
            Query = query,
            Fragment = reference.Fragment,
            Opaque = Opaque,
        };
    }

    private string Beside(string relative) =>
        string.IsNullOrEmpty(Path) ? "/" + relative : Path[..(Path.LastIndexOf('/') + 1)] + relative;

    private static string WithoutDots(string path)
    {
        var kept = new List<string>();
        var segments = path.Split('/');
        foreach (var segment in segments)
        {
            if (segment == "..")
            {
                kept.RemoveRange(Math.Max(kept.Count - 1, 1), kept.Count > 1 ? 1 : 0);
            }
            else if (segment != ".")
            {
                kept.Add(segment);
            }
        }
        var isFolder = segments[^1] is "." or "..";
        return string.Join('/', kept) + (isFolder ? "/" : "");
    }

    private static DataTypeException Bad(string text) =>
        DataTypeException.Runtime($"bad URI(is not URI?): \"{text}\"");

    private static Value Text(string? text) => text is null ? UndefValue.Instance : text;

    private static string? Group(Match match, string name) =>
        match.Groups[name].Success ? match.Groups[name].Value : null;

    private static int? PortOf(string? port, string? scheme) =>
        string.IsNullOrEmpty(port) ? DefaultPort(scheme)
        : int.TryParse(port, CultureInfo.InvariantCulture, out var number) ? number
        : throw Bad(port);

    private static int? DefaultPort(string? scheme) =>
        scheme switch
        {
            "http" or "ws" => 80,
            "https" or "wss" => 443,
            "ftp" => 21,
            "ldap" => 389,
            "ldaps" => 636,
            _ => null,
        };

    public override string ToString()
    {
        var scheme = Scheme is null ? "" : Scheme + ":";
        var user = UserInfo is null ? "" : UserInfo + "@";
        var port = Port is { } number && number != DefaultPort(Scheme) ? $":{number}" : "";
        var authority = Host is null ? "" : $"//{user}{Host}{port}";
        var body = Opaque ?? authority + Path + (Query is null ? "" : "?" + Query);
        return scheme + body + (Fragment is null ? "" : "#" + Fragment);
    }

    /// <summary>No path is the root, and names of hosts have no case (RFC 3986, section 6.2).</summary>
    private string Normalized =>
        new UriValue
        {
            Scheme = Scheme?.ToLowerInvariant(),
            UserInfo = UserInfo,
            Host = Host?.ToLowerInvariant(),
            Port = Port,
            Path = Path is "" ? "/" : Path,
            Query = Query,
            Fragment = Fragment,
            Opaque = Opaque,
        }.ToString();

    public override bool Equals(Value? other) => other is UriValue uri && uri.Normalized == Normalized;

    public override int GetHashCode() => Normalized.GetHashCode();

    [GeneratedRegex(@"\A(?:[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*\z")]
    private static partial Regex Allowed();

    [GeneratedRegex(
        @"\A(?:(?<scheme>[A-Za-z][A-Za-z0-9+.\-]*):)?(?://(?<authority>[^/?#]*))?(?<path>[^?#]*)"
            + @"(?:\?(?<query>[^#]*))?(?:\#(?<fragment>.*))?\z"
    )]
    private static partial Regex Parts();

    [GeneratedRegex(@"\A(?:(?<user>[^@]*)@)?(?<host>\[[^\]]*\]|[^:\[\]]*)(?::(?<port>\d*))?\z")]
    private static partial Regex Authority();
}
