using Bunraku.Text;

namespace Bunraku.Ruby;

/// <summary>Folders that are looked into by way of the doors: <c>Dir</c>.</summary>
internal static class DirMethods
{
    public static void Define(Runtime r) => r.Classes.MakeOwn("Dir", Table, r.Classes.Object);

    private static readonly NativeTable Table = new(static t =>
    {
        foreach (var name in new[] { "chdir", "delete", "mkdir", "mktmpdir", "rmdir", "unlink" })
        {
            t.On(name, -1, (r, _, _, _) => throw FileMethods.Refused(r, $"Dir.{name}"));
        }
        foreach (var name in new[] { "getwd", "home", "pwd" })
        {
            t.On(name, -1, (r, _, _, _) => throw Unseen(r, $"Dir.{name}"));
        }
        t.On("glob", -2, Found);
        t.On("[]", -1, static (r, _, a, _) => r.Array([.. a.SelectMany(one => Find(r, one, default, null))]));
        t.On("exist?", 1, static (r, _, a, _) => Booleans.Of(r.Doors.DirectoryExists(r.Text(a[0]))));
        t.Alias("exists?", "exist?");
        t.On("children", 1, static (r, _, a, _) => r.Array([.. Names(r, a[0])]));
        t.On(
            "entries",
            1,
            static (r, _, a, _) => r.Array([r.String("."), r.String(".."), .. Names(r, a[0])])
        );
        t.On("each_child", 1, static (r, s, a, block) => Each(r, s, a, block, "children"));
        t.On("foreach", 1, static (r, s, a, block) => Each(r, s, a, block, "entries"));
        t.On(
            "empty?",
            1,
            static (r, _, a, _) => Booleans.Of(r.Doors.DirectoryExists(r.Text(a[0])) && !Names(r, a[0]).Any())
        );
    });

    private static RubyError Unseen(Runtime r, string what) =>
        r.Error("SecurityError", $"the machine is not to be asked from here ({what})");

    private static IEnumerable<object> Names(Runtime r, object folder)
    {
        var path = r.Text(folder);
        return r.Doors.DirectoryExists(path)
            ? r
                .Doors.Folders.NamesIn(path)
                .Order(StringComparer.Ordinal)
                .Select(name => (object)r.String(name))
            : throw FileMethods.Failed(r, "ENOENT", "No such file or directory @ dir_initialize", path);
    }

    private static object Each(Runtime r, object self, object[] a, RubyProc? block, string names)
    {
        var found = (RubyArray)r.Send(self, names, a[0]);
        if (block is null)
        {
            return r.Send(found, "each");
        }
        found.Items.ForEach(name => block.Call([name]));
        return Nil.Value;
    }

    private static object Found(Runtime r, object self, object[] a, RubyProc? block)
    {
        var named = a[^1] as RubyHash;
        var folder = named?.Find(new Symbol("base")) is { } given and not Nil ? r.Text(given) : null;
        var options = named?.Find(new Symbol("flags")) is { } flags
            ? FileMethods.Options(r, [flags], 0)
            : FileMethods.Options(r, a, 1);
        var patterns = a[0] is RubyArray several ? [.. several.Items] : new[] { a[0] };
        var found = patterns.SelectMany(pattern => Find(r, pattern, options, folder)).ToList();
        if (block is null)
        {
            return r.Array(found);
        }
        found.ForEach(path => block.Call([path]));
        return Nil.Value;
    }

    private static IEnumerable<object> Find(
        Runtime r,
        object pattern,
        ShellPatternOptions options,
        string? folder
    ) =>
        Glob.Find(
                r.Text(pattern),
                folder is null ? r.Doors.Folders : new Below(r.Doors.Folders, folder),
                options
            )
            .Select(path => (object)r.String(path));

    /// <summary>Paths that are told from a folder on.</summary>
    private sealed class Below(IFolders folders, string root) : IFolders
    {
        public IEnumerable<string> NamesIn(string folder) => folders.NamesIn(Full(folder));

        public bool Exists(string path) => folders.Exists(Full(path));

        public bool IsFolder(string path, bool followsLinks) => folders.IsFolder(Full(path), followsLinks);

        private string Full(string path) => path.StartsWith('/') ? path : $"{root}/{path}";
    }
}
