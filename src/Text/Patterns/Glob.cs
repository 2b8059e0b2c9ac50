using System.Collections.Immutable;

namespace Bunraku.Text;

/// <summary>
/// A tree of files that is looked through; what is not there or may not be seen has no entries.
/// </summary>
public interface IFolders
{
    /// <summary>The names in a folder but <c>.</c> and <c>..</c>, in any order.</summary>
    IEnumerable<string> NamesIn(string folder);

    /// <summary>Whether there is something: a link too, wherever it leads.</summary>
    bool Exists(string path);

    /// <summary>Whether it is a folder, or, when links are followed, a link to one.</summary>
    bool IsFolder(string path, bool followsLinks);
}

/// <summary>
/// Paths that match a pattern with <c>*</c>, <c>?</c>, <c>[…]</c>, <c>{a,b}</c> and <c>**/</c>, in the
/// order in which Ruby's <c>Dir.glob</c> finds them: folder by folder, names in the order of their bytes.
/// </summary>
public sealed class Glob
{
    private readonly IFolders folders;
    private readonly ImmutableArray<Part> parts;
    private readonly ShellPatternOptions options;

    /// <param name="Text">As it is written; before the first wildcard all names with their slashes.</param>
    private readonly record struct Part(string Text, PartKind Kind);

    private enum PartKind
    {
        Names,
        Wildcard,
        AnyDepth,

        /// <summary>A slash at the end: only folders.</summary>
        Folder,
    }

    private Glob(string pattern, IFolders folders, ShellPatternOptions options)
    {
        this.folders = folders;
        this.options = options;
        parts = Split(pattern);
    }

    /// <summary>All paths; of a pattern with braces those of each alternative in turn.</summary>
    public static IEnumerable<string> Find(
        string pattern,
        IFolders folders,
        ShellPatternOptions options = default
    ) =>
        ShellPattern
            .Alternatives(pattern)
            .Where(one => one.Length > 0)
            .SelectMany(one => new Glob(one, folders, options).Paths());

    private static ImmutableArray<Part> Split(string pattern)
    {
        var found = ImmutableArray.CreateBuilder<Part>();
        var start = pattern.Length - pattern.TrimStart('/').Length;
        var names = pattern[..start];
        while (start < pattern.Length)
        {
            var slash = pattern.IndexOf('/', start);
            var end = slash < 0 ? pattern.Length : slash;
            var next = end;
            while (next < pattern.Length && pattern[next] == '/')
            {
                next++;
            }
            var text = pattern[start..end];
            var isWild = ShellPattern.HasWildcard(text);
            if (isWild)
            {
                Add(found, ref names);
                found.Add(new(text, text == "**" && slash >= 0 ? PartKind.AnyDepth : PartKind.Wildcard));
            }
            else
            {
                names += pattern[start..next];
                if (found.Count > 0)
                {
                    Add(found, ref names);
                }
            }
            if (slash >= 0 && next == pattern.Length)
            {
                Add(found, ref names);
                found.Add(new("", PartKind.Folder));
            }
            start = next;
        }
        Add(found, ref names);
        return found.ToImmutable();
    }

    private static void Add(ImmutableArray<Part>.Builder found, ref string names)
    {
        if (names.Length > 0)
        {
            found.Add(new(ShellPattern.Unescaped(names), PartKind.Names));
            names = "";
        }
    }

    private IEnumerable<string> Paths() => Walk("", [0], true);

    /// <summary>What of a folder or file matches: itself, then what is below it.</summary>
    /// <param name="states">The parts that come next, of each way in which the path was reached.</param>
    private IEnumerable<string> Walk(string path, IEnumerable<int> states, bool isFolder)
    {
        var open = Expanded(states);
        if (open.Contains(parts.Length) && path.Length > 0 && folders.Exists(path))
        {
            yield return path;
        }
        if (!isFolder && !folders.IsFolder(path, followsLinks: true))
        {
            yield break;
        }
        if (open.Exists(state => IsAt(state, PartKind.Folder)))
        {
            yield return path.TrimEnd('/') + "/";
        }
        if (open.Exists(state => IsAt(state, PartKind.Wildcard) || IsAt(state, PartKind.AnyDepth)))
        {
            foreach (var found in Entries(path, open))
            {
                yield return found;
            }
            yield break;
        }
        foreach (var state in open.Where(state => IsAt(state, PartKind.Names)))
        {
            foreach (var found in Walk(Below(path, parts[state].Text), [state + 1], false))
            {
                yield return found;
            }
        }
    }

    private IEnumerable<string> Entries(string path, List<int> open)
    {
        foreach (
            var name in folders
                .NamesIn(path.Length == 0 ? "." : path)
                .Prepend(".")
                .Order(StringComparer.Ordinal)
        )
        {
            var below = Below(path, name);
            var next = new List<int>();
            foreach (var state in open)
            {
                if (IsAt(state, PartKind.AnyDepth))
                {
                    if (MayDescend(name) && folders.IsFolder(below, followsLinks: false))
                    {
                        next.Add(state);
                    }
                }
                else if (IsMatch(state, name, open.Count > 1))
                {
                    next.Add(state + 1);
                }
            }
            if (next.Count == 0)
            {
                continue;
            }
            foreach (var found in Walk(below, next, false))
            {
                yield return found;
            }
        }
    }

    private bool MayDescend(string name) =>
        name != "." && (!name.StartsWith('.') || options.HasFlag(ShellPatternOptions.DotMatch));

    /// <param name="isBelow">Reached at any depth: a folder is not found again as its own dot.</param>
    private bool IsMatch(int state, string name, bool isBelow) =>
        state < parts.Length
        && parts[state] is var part
        && part.Kind switch
        {
            PartKind.Names => part.Text.TrimEnd('/') == name && name != ".",
            PartKind.Wildcard => (name != "." || !isBelow && state == parts.Length - 1)
                && ShellPattern.Matches(part.Text, name, options),
            _ => false,
        };

    /// <summary>With what follows a <c>**/</c>, which may match no folder at all.</summary>
    private List<int> Expanded(IEnumerable<int> states)
    {
        var open = new List<int>();
        foreach (var start in states)
        {
            var state = start;
            while (!open.Contains(state))
            {
                open.Add(state);
                state += IsAt(state, PartKind.AnyDepth) ? 1 : 0;
            }
        }
        return open;
    }

    private bool IsAt(int state, PartKind kind) => state < parts.Length && parts[state].Kind == kind;

    private static string Below(string path, string name) =>
        path.Length == 0 || path.EndsWith('/') ? path + name : $"{path}/{name}";
}
