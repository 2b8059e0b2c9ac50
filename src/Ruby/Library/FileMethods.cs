using System.Text;
using Bunraku.Text;

namespace Bunraku.Ruby;

/// <summary>Paths, and files that are read by way of the doors: <c>File</c>.</summary>
internal static class FileMethods
{
    public static void Define(Runtime r)
    {
        var io = r.Classes.Make("IO", r.Classes.Object, null);
        io.Constants["SEEK_SET"] = 0L;
        io.Constants["SEEK_CUR"] = 1L;
        io.Constants["SEEK_END"] = 2L;
        var file = r.Classes.MakeOwn("File", Table, io);
        file.Constants["SEPARATOR"] = file.Constants["Separator"] = r.String("/");
        file.Constants["PATH_SEPARATOR"] = r.String(":");
        file.Constants["ALT_SEPARATOR"] = Nil.Value;
    }

    /// <summary>What asks for a file's state.</summary>
    private static readonly string[] Looking =
    [
        "blockdev?",
        "chardev?",
        "ctime",
        "executable?",
        "ftype",
        "identical?",
        "lstat",
        "mtime",
        "pipe?",
        "readlink",
        "size?",
        "socket?",
        "stat",
        "symlink?",
        "world_readable?",
        "writable?",
    ];

    private static readonly string[] Changing =
    [
        "binwrite",
        "chmod",
        "chown",
        "delete",
        "lchmod",
        "lchown",
        "link",
        "mkfifo",
        "rename",
        "symlink",
        "truncate",
        "unlink",
        "utime",
        "write",
    ];

    public static RubyError Refused(Runtime r, string what) =>
        r.Error("SecurityError", $"no file may be changed from here ({what})");

    /// <summary>What options mean that are given as a number.</summary>
    public static ShellPatternOptions Options(Runtime r, object[] a, int at) =>
        at < a.Length && a[at] is not RubyHash ? (ShellPatternOptions)(r.Int(a[at]) & 31) : default;

    public static RubyError Failed(Runtime r, string error, string what, string path) =>
        r.Error((RubyModule)r.FindConstant("Errno::" + error)!, $"{what} - {path}");

    private static readonly NativeTable Table = new(static t =>
    {
        t.On("join", -1, static (r, _, a, _) => r.String(Joined([.. Parts(r, a).Select(r.Text)])));
        t.On(
            "basename",
            1,
            2,
            static (r, _, a, _) =>
            {
                var name =
                    r.Text(a[0]).TrimEnd('/') is { Length: > 0 } text ? text[(text.LastIndexOf('/') + 1)..]
                    : r.Text(a[0]).Length > 0 ? "/"
                    : "";
                var end = a.Length > 1 ? r.Text(a[1]) : "";
                end = end == ".*" ? Path.GetExtension(name) : end;
                return r.String(
                    end.Length > 0 && name.EndsWith(end, StringComparison.Ordinal) && name != end
                        ? name[..^end.Length]
                        : name
                );
            }
        );
        t.On(
            "dirname",
            1,
            2,
            static (r, _, a, _) =>
                r.String(
                    r.Text(a[0]).TrimEnd('/') is var text
                    && text.LastIndexOf('/') is var at
                    && at > 0
                    && text[..at].TrimEnd('/') is { Length: > 0 } above
                        ? above
                    : at >= 0 && text.StartsWith('/') || r.Text(a[0]).StartsWith('/') ? "/"
                    : "."
                )
        );
        t.On(
            "extname",
            1,
            static (r, _, a, _) =>
                r.String(
                    Path.GetFileName(r.Text(a[0])).TrimStart('.') is var name
                    && name.LastIndexOf('.') is > 0 and var at
                        ? name[at..]
                        : ""
                )
        );
        t.On(
            "exist?",
            1,
            static (r, _, a, _) =>
                Booleans.Of(r.Doors.FileExists(r.Text(a[0])) || r.Doors.DirectoryExists(r.Text(a[0])))
        );
        t.Alias("exists?", "exist?");
        t.Alias("readable?", "exist?");
        t.On("file?", 1, static (r, _, a, _) => Booleans.Of(r.Doors.FileExists(r.Text(a[0]))));
        t.On("directory?", 1, static (r, _, a, _) => Booleans.Of(r.Doors.DirectoryExists(r.Text(a[0]))));
        t.On("read", -2, static (r, _, a, _) => r.String(Read(r, r.Text(a[0]))));
        t.Alias("binread", "read");
        t.On("readlines", -2, static (r, _, a, _) => r.Array([.. Lines(r, a)]));
        t.On("foreach", -2, Each);
        t.On("open", -2, Open);
        t.On("new", -2, static (r, s, a, _) => Open(r, s, a, null));
        t.On("size", 1, static (r, _, a, _) => (long)Encoding.UTF8.GetByteCount(Read(r, r.Text(a[0]))));
        t.On("zero?", 1, static (r, _, a, _) => Booleans.Of(r.Doors.ReadFile(r.Text(a[0])) is ""));
        t.Alias("empty?", "zero?");
        foreach (var name in Changing)
        {
            t.On(name, -1, (r, _, _, _) => throw Refused(r, $"File.{name}"));
        }
        t.On("__look", 2, Look);
        foreach (var name in Looking)
        {
            Library.Late(t, name, "file/stat");
        }
        t.On("fnmatch", 2, 3, Matches);
        t.Alias("fnmatch?", "fnmatch");
        t.On(
            "expand_path",
            1,
            2,
            static (r, _, a, _) => r.String(Path.GetFullPath(r.Text(a[0]), a.Length > 1 ? r.Text(a[1]) : "/"))
        );
        t.Alias("absolute_path", "expand_path");
        t.On("realpath", 1, 2, static (r, s, a, _) => Real(r, r.Text(r.Send(s, "expand_path", a))));
        t.On(
            "realdirpath",
            1,
            2,
            static (r, s, a, _) =>
            {
                var path = r.Text(r.Send(s, "expand_path", a));
                Real(r, Path.GetDirectoryName(path) ?? "/");
                return r.String(path);
            }
        );
        t.On("absolute_path?", 1, static (r, _, a, _) => Booleans.Of(r.Text(a[0]).StartsWith('/')));
        t.On(
            "split",
            1,
            static (r, s, a, _) => r.Array([r.Send(s, "dirname", a[0]), r.Send(s, "basename", a[0])])
        );
    });

    private static IEnumerable<object> Parts(Runtime r, object[] a) =>
        a.SelectMany(part => part is RubyArray list ? ArrayMethods.Flat(r, list.Items, -1) : [part]);

    private static string Joined(List<string> parts)
    {
        var output = new StringBuilder();
        for (var i = 0; i < parts.Count; i++)
        {
            if (i == 0)
            {
                output.Append(parts[i]);
                continue;
            }
            var (ends, begins) = (output.Length > 0 && output[^1] == '/', parts[i].StartsWith('/'));
            output.Append(
                ends && begins ? parts[i].TrimStart('/')
                : ends || begins ? parts[i]
                : "/" + parts[i]
            );
        }
        return output.ToString();
    }

    private static string Read(Runtime r, string path) =>
        r.Doors.ReadFile(path)
        ?? throw (
            r.Doors.DirectoryExists(path)
                ? Failed(r, "EISDIR", "Is a directory @ io_fread", path)
                : Failed(r, "ENOENT", "No such file or directory @ rb_sysopen", path)
        );

    /// <summary>A path that something is at. Where its links lead is the door's affair.</summary>
    private static RubyString Real(Runtime r, string path) =>
        r.Doors.FileExists(path) || r.Doors.DirectoryExists(path)
            ? r.String(path)
            : throw Failed(r, "ENOENT", "No such file or directory @ rb_check_realpath_internal", path);

    private static object Look(Runtime r, object self, object[] a, RubyProc? block) =>
        r.Doors.Look(r.Text(a[0]), Runtime.IsTrue(a[1])) is { } look
            ? r.Array([
                r.String(look.Kind),
                (long)look.Permissions,
                look.Size,
                look.Modified.ToUnixTimeSeconds(),
                look.Target is null ? Nil.Value : r.String(look.Target),
            ])
            : Nil.Value;

    private static IEnumerable<object> Lines(Runtime r, object[] a)
    {
        var text = Read(r, r.Text(a[0]));
        var isChomped =
            a[^1] is RubyHash options
            && options.Find(new Symbol("chomp")) is { } chomp
            && Runtime.IsTrue(chomp);
        for (var start = 0; start < text.Length; )
        {
            var end = text.IndexOf('\n', start);
            var next = end < 0 ? text.Length : end + 1;
            var line = text[start..next];
            yield return r.String(isChomped ? line.TrimEnd('\n').TrimEnd('\r') : line);
            start = next;
        }
    }

    private static object Each(Runtime r, object self, object[] a, RubyProc? block)
    {
        if (block is null)
        {
            return new RubyEnumerator(r.Classes.Enumerator, self, "foreach", a);
        }
        foreach (var line in Lines(r, a))
        {
            block.Call([line]);
        }
        return Nil.Value;
    }

    /// <summary>A file is open as the text that it holds; nothing is written here.</summary>
    private static object Open(Runtime r, object self, object[] a, RubyProc? block)
    {
        var path = r.Text(a[0]);
        if (a.Length > 1 && a[1] is RubyString mode && mode.Text.AsSpan().ContainsAny("wa+"))
        {
            throw Failed(r, "EACCES", "Permission denied @ rb_sysopen", path);
        }
        var file = r.Send(r.FindConstant("StringIO")!, "new", r.String(Read(r, path)));
        return block is null ? file : block.Call([file]);
    }

    private static object Matches(Runtime r, object self, object[] a, RubyProc? block) =>
        Booleans.Of(ShellPattern.Matches(r.Text(a[0]), r.Text(a[1]), Options(r, a, 2)));
}
