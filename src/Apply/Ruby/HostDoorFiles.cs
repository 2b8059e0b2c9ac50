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
        door.On("read", 2, a => Read(world, door.Path(a[0]), a[1] is true));
        door.On("source", 1, a => Source(world, ((RubyString)a[0]).Text));
        door.On("stat", 2, a => Status(world, door.Path(a[0]), a[1] is not false));
        door.On("list", 1, a => Names(world, door.Path(a[0])));
        door.On("readlink", 1, a => ruby.String(world.Host.ReadLink(door.Path(a[0]))));
        door.On("may?", 2, a => world.Identity.May(world.Host, door.Path(a[0]), (int)(long)a[1]));
        door.On("working_directory", 0, _ => ruby.String(world.WorkingDirectory));
        door.Do("change_directory", 1, a => world.WorkingDirectory = door.Path(a[0]));
        door.On(
            "umask",
            1,
            a =>
            {
                var before = (long)world.Umask;
                world.Umask = a[0] is long mask ? (int)mask & 0x1FF : world.Umask;
                return before;
            }
        );
    }

    private static void DefineWriting(RubyWorld world, HostDoor door)
    {
        door.Do("write", 3, a => Write(world, door.Path(a[0]), (RubyString)a[1], a[2] as long?));
        door.Do(
            "mkdir",
            2,
            a =>
                Make(
                    world,
                    door.Path(a[0]),
                    path => world.Host.CreateDirectory(path, (int)(long)a[1] & 0xFFF)
                )
        );
        door.Do(
            "symlink",
            2,
            a => Make(world, door.Path(a[1]), path => world.Host.CreateLink(path, ((RubyString)a[0]).Text))
        );
        door.Do("delete", 1, a => world.Host.Delete(Entry(world, door.Path(a[0]))));
        door.Do("delete_tree", 1, a => world.Host.DeleteTree(Entry(world, door.Path(a[0]))));
        door.Do(
            "rename",
            2,
            a => world.Host.Rename(Entry(world, door.Path(a[0])), Entry(world, door.Path(a[1])))
        );
        door.Do(
            "chmod",
            2,
            a => world.Host.SetPermissions(Owned(world, door.Path(a[0])), (int)(long)a[1] & 0xFFF)
        );
        door.Do(
            "chown",
            3,
            a => world.Host.SetOwner(Owned(world, door.Path(a[0])), (int)(long)a[1], (int)(long)a[2])
        );
        door.Do(
            "link",
            2,
            a => world.Host.CreateHardLink(Entry(world, door.Path(a[1])), Owned(world, door.Path(a[0])))
        );
        door.Do(
            "mkfifo",
            2,
            a => Make(world, door.Path(a[0]), path => world.Host.CreateFifo(path, (int)(long)a[1] & 0xFFF))
        );
        door.Do(
            "utime",
            3,
            a => world.Host.SetTimes(Owned(world, door.Path(a[0])), TimeOf(a[2]), TimeOf(a[1]))
        );
        door.On("lock", 1, a => world.Locks.Take(door.Path(a[0])) is { } key ? key : Nil.Value);
        door.Do("unlock", 1, a => world.Locks.Release((long)a[0]));
    }

    /// <summary>Seconds, and nanoseconds beside them.</summary>
    private static UnixTime TimeOf(object pair) =>
        new((long)((RubyArray)pair).Items[0], (int)(long)((RubyArray)pair).Items[1]);

    private static RubyArray Pair(RubyWorld world, UnixTime time) =>
        world.Ruby.Array([time.Seconds, (long)time.Nanoseconds]);

    /// <summary>One number for a device, as the C library makes it of two.</summary>
    private static long DeviceNumber(ulong major, ulong minor) =>
        (long)(
            ((major & ~0xFFFUL) << 32) | ((major & 0xFFF) << 8) | ((minor & ~0xFFUL) << 12) | (minor & 0xFF)
        );

    private static object Read(RubyWorld world, string path, bool isBinary)
    {
        if (world.IsOther && world.Host.Status(path) is not null && !world.Identity.May(world.Host, path, 4))
        {
            throw Denied(world, path);
        }
        return world.Host.ReadBytes(path) is not { } bytes ? Nil.Value
            : isBinary ? Binary(world.Ruby, bytes)
            : world.Ruby.String(UnixText.Decode(bytes));
    }

    private static RubyArray Names(RubyWorld world, string path) =>
        world.IsOther && !world.Identity.May(world.Host, path, 4)
            ? throw Denied(world, path)
            : world.Ruby.Array([
                .. world.Host.List(path).Select(entry => (object)world.Ruby.String(entry.Name)),
            ]);

    /// <summary>A file that is not there yet gets the mode, less what the mask takes.</summary>
    private static void Write(RubyWorld world, string path, RubyString text, long? mode)
    {
        path = Target(world.Host, path);
        var status = world.Host.Status(path);
        if (status is { Kind: not FileKind.File and not FileKind.Directory })
        {
            // A file would be put in the place of the device.
            if (path == "/dev/null")
            {
                return;
            }
            throw world.Ruby.Fault("Errno::ENXIO", $"No such device or address - {path}");
        }
        var isNew = status is null;
        if (isNew)
        {
            Entry(world, path);
        }
        else if (world.IsOther && !world.Identity.May(world.Host, path, 2))
        {
            throw Denied(world, path);
        }
        world.Host.WriteFile(
            path,
            FileWrite.Of(RubyValues.Bytes(text)) with
            {
                Permissions = isNew ? (int)(mode ?? 0b110_110_110) & 0xFFF & ~world.Umask : null,
                Uid = isNew && world.IsOther ? world.Identity.Uid : null,
                Gid = isNew && world.IsOther ? world.Identity.Gid : null,
            }
        );
    }

    private static void Make(RubyWorld world, string path, Action<string> make)
    {
        make(Entry(world, path));
        if (world.IsOther)
        {
            world.Host.SetOwner(path, world.Identity.Uid, world.Identity.Gid);
        }
    }

    private static string Entry(RubyWorld world, string path) =>
        !world.IsOther || world.Identity.MayChangeEntry(world.Host, path) ? path : throw Denied(world, path);

    private static string Owned(RubyWorld world, string path) =>
        !world.IsOther
        || world.Host.LinkStatus(path) is not { } status
        || world.Identity.Uid == 0
        || status.Uid == world.Identity.Uid
            ? path
            : throw world.Ruby.Fault("Errno::EPERM", $"Operation not permitted - {path}");

    private static Exception Denied(RubyWorld world, string path) =>
        world.Ruby.Fault("Errno::EACCES", $"Permission denied - {path}");

    internal static RubyString Binary(Runtime ruby, byte[] bytes)
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
            Pair(world, status.Modified),
            Pair(world, status.Changed),
            Pair(world, status.Accessed),
            DeviceNumber(status.Device >> 32, status.Device & uint.MaxValue),
            (long)status.Inode,
            (long)status.Links,
            DeviceNumber((ulong)status.DeviceMajor, (ulong)status.DeviceMinor),
            status.Blocks,
            (long)status.BlockSize,
        ]);
    }
}
