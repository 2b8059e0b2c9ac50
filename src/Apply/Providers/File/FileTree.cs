using System.Collections.Immutable;
using System.Globalization;
using Bunraku.Model;
using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>
/// The files below a directory that is managed with <c>recurse</c>: from the host, and from its source.
/// </summary>
internal static class FileTree
{
    /// <summary>What a file below does not take over from the directory.</summary>
    private static readonly ImmutableArray<string> OwnAttributes =
    [
        "path",
        "ensure",
        "recurse",
        "recurselimit",
        "max_files",
        "target",
        "alias",
        "source",
        "purge",
        "before",
        "notify",
        "require",
        "subscribe",
    ];

    /// <summary>The files below that are to be managed, by path, parents before what they hold.</summary>
    public static IEnumerable<Resource> Generate(Host host, WantedFile top, ManagedResources managed)
    {
        var limit = top.Text("recurselimit") is { } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : int.MaxValue;
        var ignored = new NamePatterns(top.Resource["ignore"]);
        var children = new SortedDictionary<string, Resource>(StringComparer.Ordinal);
        var isRemote = top.Text("recurse") == "remote";
        if (!isRemote)
        {
            AddLocal(host, top, limit, ignored, children);
            EntryCount.Check(top.Resource, top.Path, children.Count, managed);
        }
        if (top.LinkTree is { } linked)
        {
            AddLinks(host, top, linked, limit, ignored, children);
        }
        else if (top.Source is { Kind: FileKind.Directory })
        {
            AddSources(host, top, limit, ignored, children, managed);
        }
        return WithoutManaged(top.Path, children.Values, managed.OfType("file"));
    }

    private static void AddLocal(
        Host host,
        WantedFile top,
        int limit,
        NamePatterns ignored,
        SortedDictionary<string, Resource> children
    )
    {
        if (top.Status(host) is not { Kind: FileKind.Directory })
        {
            return;
        }
        Walk(top.Path, 1);
        void Walk(string directory, int depth)
        {
            if (depth > limit)
            {
                return;
            }
            foreach (var entry in host.List(directory).Where(entry => !ignored.Contains(entry.Name)))
            {
                children[entry.Path] = Child(top, entry.Path, ("ensure", top.Purges ? "absent" : null));
                if (StatusOf(entry) is { Kind: FileKind.Directory })
                {
                    Walk(entry.Path, depth + 1);
                }
            }
        }
        FileStatus? StatusOf(DirectoryEntry entry) =>
            top.FollowsLinks && entry.Status.Kind == FileKind.Symlink
                ? host.Status(entry.Path)
                : entry.Status;
    }

    /// <summary>Directories are made, everything in them is linked to.</summary>
    private static void AddLinks(
        Host host,
        WantedFile top,
        string tree,
        int limit,
        NamePatterns ignored,
        SortedDictionary<string, Resource> children
    )
    {
        Walk(tree, top.Path, 1);
        void Walk(string directory, string path, int depth)
        {
            foreach (var entry in host.List(directory).Where(entry => !ignored.Contains(entry.Name)))
            {
                var below = FilePath.Join(path, entry.Name);
                if (entry.Status.Kind != FileKind.Directory)
                {
                    children[below] = Child(top, below, ("ensure", "link"), ("target", entry.Path));
                }
                else
                {
                    children[below] = Child(top, below, ("ensure", "directory"));
                    if (depth < limit)
                    {
                        Walk(entry.Path, below, depth + 1);
                    }
                }
            }
        }
    }

    private static void AddSources(
        Host host,
        WantedFile top,
        int limit,
        NamePatterns ignored,
        SortedDictionary<string, Resource> children,
        ManagedResources managed
    )
    {
        var found = FileSourceLookup
            .Uris(top.Resource)
            .Select(uri => (Uri: uri, Source: FileSourceLookup.Find(host, uri, top.FollowsLinks)))
            .Where(pair => pair.Source is { Kind: FileKind.Directory });
        var seen = new HashSet<string>();
        foreach (var (uri, source) in top.Text("sourceselect") == "all" ? found : found.Take(1))
        {
            var count = Walk(uri, source!, top.Path, 1);
            EntryCount.Check(top.Resource, uri, count, managed);
        }
        int Walk(string uri, FileSource directory, string path, int depth)
        {
            var count = 0;
            if (depth > limit)
            {
                return count;
            }
            foreach (var (name, file) in directory.Children.Where(child => !ignored.Contains(child.Key)))
            {
                var (below, from) = (FilePath.Join(path, name), $"{uri}/{name}");
                count++;
                if (seen.Add(below))
                {
                    children[below] = Child(top, below, ("source", from));
                }
                if (file.Kind == FileKind.Directory)
                {
                    count += Walk(from, file, below, depth + 1);
                }
            }
            return count;
        }
    }

    private static Resource Child(WantedFile top, string path, params ReadOnlySpan<(string, string?)> own)
    {
        var parameters = top.Resource.Parameters.RemoveAll(p => OwnAttributes.Contains(p.Key)).ToBuilder();
        parameters.Insert(0, new("path", path));
        foreach (var (name, value) in own)
        {
            if (value is not null)
            {
                parameters.Add(new(name, value));
            }
        }
        return top.Resource with
        {
            Reference = new ResourceReference("File", path),
            Parameters = parameters.ToImmutable(),
        };
    }

    /// <summary>
    /// Leaves out what the catalog manages itself, and what lies below or holds such a thing.
    /// </summary>
    private static IEnumerable<Resource> WithoutManaged(
        string top,
        IEnumerable<Resource> children,
        ImmutableArray<Resource> managedFiles
    )
    {
        var managed = managedFiles
            .Select(file => file["path"]?.ToString() ?? file.Title)
            .Where(path => path.StartsWith(top + "/", StringComparison.Ordinal))
            .ToHashSet();
        var holders = managed.SelectMany(FilePath.Ancestors).ToHashSet();
        foreach (var child in children)
        {
            var path = child.Title;
            var isManaged = managed.Contains(path) || FilePath.Ancestors(path).Any(managed.Contains);
            var isPurged = child["ensure"] is StringValue { Text: "absent" };
            if (!isManaged && !(isPurged && holders.Contains(path)))
            {
                yield return child;
            }
        }
    }
}
