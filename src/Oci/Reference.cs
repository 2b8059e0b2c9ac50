using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Bunraku.Text;

namespace Bunraku.Oci;

/// <summary>
/// The name of an image: registry, repository, and a tag or a digest or both. What people leave out is filled
/// in as Docker does: the registry is Docker Hub, its official images live under <c>library/</c>, the tag is
/// <c>latest</c> where there is no digest.
/// </summary>
public sealed partial record Reference
{
    public const string DefaultRegistry = "docker.io";
    public const string DefaultTag = "latest";
    private const string OfficialPrefix = "library/";
    private const int LongestName = 255;

    private Reference(string registry, string repository, string? tag, Digest? digest) =>
        (Registry, Repository, Tag, Digest) = (registry, repository, tag, digest);

    /// <summary>Host and port, such as <c>docker.io</c> or <c>localhost:5000</c>.</summary>
    public string Registry { get; }

    public string Repository { get; }

    public string? Tag { get; }

    public Digest? Digest { get; }

    /// <summary>The shortest form that means the same: <c>nginx</c>, <c>website/web:1</c>.</summary>
    public string Familiar
    {
        get
        {
            var name = Registry == DefaultRegistry ? Repository : $"{Registry}/{Repository}";
            if (Registry == DefaultRegistry && name.StartsWith(OfficialPrefix, StringComparison.Ordinal))
            {
                name = name[OfficialPrefix.Length..];
            }
            var tag = Tag is null || (Tag == DefaultTag && Digest is null) ? "" : ":" + Tag;
            return name + tag + (Digest is null ? "" : "@" + Digest);
        }
    }

    public static bool TryParse(
        string text,
        [NotNullWhen(true)] out Reference? reference,
        [NotNullWhen(false)] out Diagnostic? diagnostic,
        Span? at = null
    )
    {
        reference = null;
        diagnostic = null;
        var rest = text;
        Digest? digest = null;
        if (rest.IndexOf('@', StringComparison.Ordinal) is >= 0 and var sign)
        {
            if (!Digest.TryParse(rest[(sign + 1)..], out digest))
            {
                diagnostic = OciDiagnostics.InvalidDigest(rest[(sign + 1)..], at);
                return false;
            }
            rest = rest[..sign];
        }
        string? tag = null;
        if (rest.LastIndexOf(':') is >= 0 and var colon && colon > rest.LastIndexOf('/'))
        {
            tag = rest[(colon + 1)..];
            rest = rest[..colon];
        }
        var (registry, repository) = SplitRegistry(rest);
        if (Fault(registry, repository, tag) is { } fault)
        {
            diagnostic = OciDiagnostics.InvalidReference(text, fault, at);
            return false;
        }
        reference = new Reference(registry, repository, tag ?? (digest is null ? DefaultTag : null), digest);
        return true;
    }

    /// <summary>Parses, or throws a <see cref="DiagnosticException"/>.</summary>
    public static Reference Parse(string text) =>
        TryParse(text, out var reference, out var diagnostic)
            ? reference
            : throw new DiagnosticException(diagnostic);

    public Reference WithDigest(Digest digest) => new(Registry, Repository, Tag, digest);

    public override string ToString() =>
        $"{Registry}/{Repository}" + (Tag is null ? "" : ":" + Tag) + (Digest is null ? "" : "@" + Digest);

    /// <summary>
    /// The first component is a registry when it looks like a host: a dot, a port, or <c>localhost</c>.
    /// </summary>
    private static (string Registry, string Repository) SplitRegistry(string name)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        var first = slash < 0 ? "" : name[..slash];
        if (first is "" || !(first.AsSpan().ContainsAny(".:[") || first == "localhost" || HasUpper(first)))
        {
            return (DefaultRegistry, slash < 0 ? OfficialPrefix + name : name);
        }
        var repository = name[(slash + 1)..];
        var registry = first == "index.docker.io" ? DefaultRegistry : first;
        var official = registry == DefaultRegistry && !repository.Contains('/', StringComparison.Ordinal);
        return (registry, official ? OfficialPrefix + repository : repository);
    }

    private static bool HasUpper(string text) => text.AsSpan().ContainsAnyInRange('A', 'Z');

    private static string? Fault(string registry, string repository, string? tag)
    {
        var shown = repository.StartsWith(OfficialPrefix, StringComparison.Ordinal)
            ? repository[OfficialPrefix.Length..]
            : repository;
        return !RegistryPattern().IsMatch(registry) ? $"`{registry}` is not a host with an optional port"
            : shown.Length == 0 ? "the name is empty"
            : HasUpper(repository) ? $"the repository name `{shown}` has upper-case letters"
            : repository.Length + registry.Length > LongestName ? "the name is longer than 255 characters"
            : !RepositoryPattern().IsMatch(repository)
                ? $"`{shown}` is not lower-case letters and digits, parted by `/`, `.`, `_` or `-`"
            : tag is "" ? "the tag is empty"
            : tag is not null && !TagPattern().IsMatch(tag)
                ? $"`{tag}` is not a tag: up to 128 letters, digits, `_`, `.` and `-`"
            : null;
    }

    [GeneratedRegex(@"\A(\[[0-9a-fA-F:.]+\]|[a-zA-Z0-9]([a-zA-Z0-9.-]*[a-zA-Z0-9])?)(:[0-9]{1,5})?\z")]
    private static partial Regex RegistryPattern();

    // distribution-spec 1.1, "Pulling manifests"; repeated dashes as the reference grammar of Docker has
    // them.
    [GeneratedRegex(@"\A[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*\z")]
    private static partial Regex RepositoryPattern();

    [GeneratedRegex(@"\A[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}\z")]
    private static partial Regex TagPattern();
}
