using Bunraku.Ruby;
using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>The files of the host, as the face of <c>File</c> and <c>Dir</c> asks for them.</summary>
internal static class HostDoorFiles
{
    private const int MostLinks = 40;

    public static void Define(RubyWorld world)
    {
        var door = new HostDoor(world);
        DefineReading(world, door);
        DefineWriting(world, door);
    }

    private static void DefineReading(RubyWorld world, HostDoor door)
    {
        var ruby = world.Ruby;
        door.On(
            "read",
            2,
            a =>
                world.Host.ReadBytes(door.Path(a[0])) is not { } bytes ? Nil.Value
                : a[1] is true ? Binary(ruby, bytes)
                : ruby.String(UnixText.Decode(bytes))
        );
        door.On("source", 1, a => Source(world, ((RubyString)a[0]).Text));
        door.On("stat", 2, a => Status(world, door.Path(a[0]), a[1] is not false));
        door.On(
            "list",
            1,
            a =>
                ruby.Array([
                    .. world.Host.List(door.Path(a[0])).Select(entry => (object)ruby.String(entry.Name)),
                ])
        );
        door.On("readlink", 1, a => ruby.String(world.Host.ReadLink(door.Path(a[0]))));
        door.On("working_directory", 0, _ => ruby.String(world.WorkingDirectory));
        door.On(
            "change_directory",
            1,
            a =>
            {
                world.WorkingDirectory = door.Path(a[0]);
                return Nil.Value;
            }
        );
    }

    private static void DefineWriting(RubyWorld world, HostDoor door)
    {
        door.Do(
            "write",
            3,
            a =>
                world.Host.WriteFile(
                    Target(world.Host, door.Path(a[0])),
                    FileWrite.Of(RubyValues.Bytes((RubyString)a[1])) with
                    {
                        Permissions = a[2] is long mode ? (int)mode & 0xFFF : null,
                    }
                )
        );
        door.Do("mkdir", 2, a => world.Host.CreateDirectory(door.Path(a[0]), (int)(long)a[1] & 0xFFF));
        door.Do("delete", 1, a => world.Host.Delete(door.Path(a[0])));
        door.Do("delete_tree", 1, a => world.Host.DeleteTree(door.Path(a[0])));
        door.Do("rename", 2, a => world.Host.Rename(door.Path(a[0]), door.Path(a[1])));
        door.Do("symlink", 2, a => world.Host.CreateLink(door.Path(a[1]), ((RubyString)a[0]).Text));
        door.Do("chmod", 2, a => world.Host.SetPermissions(door.Path(a[0]), (int)(long)a[1] & 0xFFF));
        door.Do("chown", 3, a => world.Host.SetOwner(door.Path(a[0]), (int)(long)a[1], (int)(long)a[2]));
        door.Do("utime", 2, a => world.Host.SetModified(door.Path(a[0]), new UnixTime((long)a[1])));
    }

    private static RubyString Binary(Runtime ruby, byte[] bytes)
    {
        var text = ruby.String(System.Text.Encoding.Latin1.GetString(bytes));
        text.IsBinary = true;
        return text;
    }

    /// <summary>The text of what <c>source</c> names: a file of the host, or one served to it.</summary>
    private static object Source(RubyWorld world, string name)
    {
        var path = name.StartsWith("file://", StringComparison.Ordinal) ? name["file://".Length..] : name;
        if (path.StartsWith('/'))
        {
            return world.Host.ReadText(path) is { } text ? world.Ruby.String(text) : Nil.Value;
        }
        if (world.Host.Sources.Find(name) is not { } served)
        {
            return Nil.Value;
        }
        using var stream = served.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return world.Ruby.String(UnixText.Decode(bytes.ToArray()));
    }

    /// <summary>Programs write through links, where a host puts a file in the link's place.</summary>
    private static string Target(Host host, string path)
    {
        for (var links = 0; links < MostLinks; links++)
        {
            if (host.LinkStatus(path) is not { Kind: FileKind.Symlink })
            {
                return path;
            }
            path = Path.GetFullPath(host.ReadLink(path), Path.GetDirectoryName(path) ?? "/");
        }
        throw new HostException($"Too many levels of symbolic links - {path}");
    }

    private static object Status(RubyWorld world, string path, bool follow)
    {
        if ((follow ? world.Host.Status(path) : world.Host.LinkStatus(path)) is not { } status)
        {
            return Nil.Value;
        }
        var kind = status.Kind switch
        {
            FileKind.File => "file",
            FileKind.Directory => "directory",
            FileKind.Symlink => "link",
            FileKind.Socket => "socket",
            FileKind.Fifo => "fifo",
            FileKind.BlockDevice => "blockSpecial",
            _ => "characterSpecial",
        };
        return world.Ruby.Array([
            world.Ruby.String(kind),
            (long)status.Permissions,
            (long)status.Uid,
            (long)status.Gid,
            status.Size,
            status.Modified.Seconds,
            status.Changed.Seconds,
            (long)status.Device,
            (long)status.Inode,
            (long)status.Links,
        ]);
    }
}
