using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>
/// A file that is put together from fragments (puppetlabs-concat): a <c>file</c> with their content
/// follows from it.
/// </summary>
internal sealed class ConcatFileProvider() : Provider("concat_file", "concat")
{
    /// <summary>What the file takes over.</summary>
    private static readonly ImmutableArray<string> Handed =
    [
        "path",
        "owner",
        "group",
        "mode",
        "replace",
        "backup",
        "selinux_ignore_defaults",
        "selrange",
        "selrole",
        "seltype",
        "seluser",
        "validate_cmd",
        "show_diff",
        "audit",
        "loglevel",
        "noop",
        "schedule",
    ];

    public override string? ReportedName => null;

    public override Observed Observe(Host host, Resource desired) => new();

    public override void Enforce(Host host, Resource desired, ChangeSet changes) { }

    public override string GeneratorOf(Resource desired) => "eval_generate";

    /// <summary>The file is there, empty, when its content cannot be made.</summary>
    public override IEnumerable<Resource> Generate(Host host, Resource desired, ManagedResources managed)
    {
        var isAbsent = desired.Text("ensure") == "absent";
        var parameters = desired.Parameters.Where(parameter => Handed.Contains(parameter.Key)).ToList();
        parameters.Insert(0, new("ensure", isAbsent ? "absent" : "file"));
        HostException? failure = null;
        if (!isAbsent && Content(host, desired, managed, out failure) is { } content)
        {
            parameters.Add(new("content", content));
        }
        yield return new Resource(new("File", desired.Text("path")!))
        {
            Parameters = [.. parameters],
            Tags = desired.Tags,
            File = desired.File,
            Line = desired.Line,
        };
        if (failure is not null)
        {
            throw failure;
        }
    }

    private static Value? Content(
        Host host,
        Resource desired,
        ManagedResources managed,
        out HostException? failure
    )
    {
        failure = null;
        try
        {
            var fragments = managed
                .OfType("concat_fragment")
                .Where(fragment => IsPart(fragment, desired))
                .Select(fragment => new ConcatFragment(host, fragment, desired))
                .ToList();
            Value content = ConcatContent.Join(fragments, desired);
            return fragments.Exists(fragment => fragment.IsSecret) ? new SensitiveValue(content) : content;
        }
        catch (HostException mistake)
        {
            failure = mistake;
            return null;
        }
    }

    private static bool IsPart(Resource fragment, Resource file) =>
        fragment.Text("target") is { } target && (target == file.Text("path") || target == file.Title)
        || (fragment.Text("tag") is { } tag && tag == file.Text("tag"));
}
