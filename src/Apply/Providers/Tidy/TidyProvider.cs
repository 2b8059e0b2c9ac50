using System.Collections.Immutable;
using System.Globalization;
using Bunraku.Model;
using Bunraku.Text;
using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>
/// Files that are old, big or simply there are removed: each by a <c>file</c> of its own, what lies deepest
/// first. Files that the catalog names stay.
/// </summary>
internal sealed class TidyProvider() : Provider("tidy", "tidy")
{
    public override string? ReportedName => null;

    public override Observed Observe(Host host, Resource desired) => new();

    public override void Enforce(Host host, Resource desired, ChangeSet changes) { }

    public override IEnumerable<Resource> Generate(Host host, Resource desired, ManagedResources managed)
    {
        var top = desired.Text("path")!;
        if (host.LinkStatus(top) is not { } status)
        {
            return [];
        }
        var known = managed.OfType("file").Select(file => file.Text("path") ?? file.Title).ToHashSet();
        var files = new List<(string Path, FileStatus Status)> { (top, status) };
        if (DepthOf(desired) is { } depth && status.Kind == FileKind.Directory)
        {
            Walk(host, top, depth, files);
        }
        EntryCount.Check(desired, top, files.Count - 1, managed);
        var patterns = desired["matches"] is { } globs
            ? new NamePatterns(globs, ShellPatternOptions.DotMatch)
            : null;
        return
        [
            .. files
                .Where(file => !known.Contains(file.Path) && IsTidied(host, desired, file, patterns))
                .Select(file => file.Path)
                .OrderDescending(StringComparer.Ordinal)
                .Select(path => Removal(desired, path)),
        ];
    }

    public override string? Announce(IReadOnlyList<Resource> generated) =>
        generated.Count == 0
            ? null
            : $"Tidying {generated.Count.ToString(CultureInfo.InvariantCulture)} files";

    private static Resource Removal(Resource desired, string path) =>
        GeneratedResources.Of(
            desired,
            new("File", path),
            new("path", path),
            new("backup", desired["backup"] ?? false),
            new("ensure", "absent"),
            new("force", true)
        );

    /// <summary>How deep it goes; null for the path alone.</summary>
    private static int? DepthOf(Resource desired) =>
        desired.Text("recurse") switch
        {
            null or "false" or "0" => null,
            "true" or "inf" => int.MaxValue,
            var depth => int.Parse(depth, CultureInfo.InvariantCulture),
        };

    private static void Walk(Host host, string directory, int depth, List<(string, FileStatus)> files)
    {
        foreach (var entry in host.List(directory))
        {
            files.Add((entry.Path, entry.Status));
            if (entry.Status.Kind == FileKind.Directory && depth > 1)
            {
                Walk(host, entry.Path, depth - 1, files);
            }
        }
    }

    private static bool IsTidied(
        Host host,
        Resource desired,
        (string Path, FileStatus Status) file,
        NamePatterns? patterns
    )
    {
        if (file.Status.Kind == FileKind.Directory && desired.Text("rmdirs") != "true")
        {
            return false;
        }
        if (patterns is not null && !patterns.Contains(FilePath.Name(file.Path)))
        {
            return false;
        }
        var (age, size) = (Number(desired, "age"), Number(desired, "size"));
        return (age is null && size is null)
            || age <= host.Time.GetUtcNow().ToUnixTimeSeconds() - TimeOf(desired, file.Status).Seconds
            || size <= file.Status.Size;
    }

    private static UnixTime TimeOf(Resource desired, FileStatus status) =>
        desired.Text("type") switch
        {
            "mtime" => status.Modified,
            "ctime" => status.Changed,
            _ => status.Accessed,
        };

    private static long? Number(Resource desired, string attribute) =>
        desired.Text(attribute) is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : null;
}
