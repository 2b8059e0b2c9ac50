using System.Collections.Immutable;
using System.Text;
using Bunraku.Model;
using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>
/// A machine that exists only on paper: files and the outputs of processes are given, changes are made in
/// memory and written down. Provider cases and replayed recordings run on it.
/// </summary>
public sealed class ScriptedHost(Stage stage = Stage.Host) : Host
{
    /// <summary>The kernel's own limit of links in one path.</summary>
    private const int MostLinks = 40;

    private readonly SortedDictionary<string, Entry> entries = new(StringComparer.Ordinal)
    {
        ["/"] = new(FileKind.Directory, 0b111_101_101),
    };

    private readonly Dictionary<string, Queue<ProcessResult>> processes = [];
    private readonly List<string> changes = [];
    private long clock;

    public override Stage Stage => stage;

    public override bool Wait(TimeSpan time) => false;

    /// <summary>Always the same moment.</summary>
    public override TimeProvider Time { get; } = new Clock();

    public override HostKernel Kernel => MachineKernel;

    /// <summary>The kernel that this machine is said to have.</summary>
    public HostKernel MachineKernel { get; init; } = HostKernel.None;

    /// <summary>What was changed and which processes were run, a line each, in order.</summary>
    public IReadOnlyList<string> Changes => changes;

    public ScriptedHost AddFile(
        string path,
        string content,
        int permissions = 0b110_100_100,
        int uid = 0,
        int gid = 0
    )
    {
        Add(path, new(FileKind.File, permissions, uid, gid) { Bytes = UnixText.Encode(content) });
        return this;
    }

    public ScriptedHost AddDirectory(string path, int permissions = 0b111_101_101, int uid = 0, int gid = 0)
    {
        Add(path, new(FileKind.Directory, permissions, uid, gid));
        return this;
    }

    public ScriptedHost AddLink(string path, string target)
    {
        Add(path, new(FileKind.Symlink, 0b111_111_111) { Target = target });
        return this;
    }

    /// <summary>
    /// What a command line (words joined by a blank) answers; told several times, the answers come in order
    /// and
    /// the last stays.
    /// </summary>
    public ScriptedHost AddProcess(string commandLine, ProcessResult result)
    {
        if (!processes.TryGetValue(commandLine, out var results))
        {
            processes.Add(commandLine, results = new());
        }
        results.Enqueue(result);
        return this;
    }

    public override FileStatus? LinkStatus(string path) =>
        Locate(path, followLast: false) is { } found ? Find(found)?.ToStatus() : null;

    public override FileStatus? Status(string path) =>
        Locate(path, followLast: true) is { } found ? Find(found)?.ToStatus() : null;

    public override string ReadLink(string path) =>
        Get(path, followLast: false) is { Kind: FileKind.Symlink } link
            ? link.Target
            : throw new HostException($"Invalid argument - {path}");

    public override Stream OpenRead(string path) =>
        Get(path, followLast: true) is { Kind: FileKind.File } file
            ? new MemoryStream(file.Bytes, writable: false)
            : throw new HostException($"Is a directory - {path}");

    public override ImmutableArray<DirectoryEntry> List(string path)
    {
        var directory = Locate(path, followLast: true);
        if (directory is null || Find(directory) is not { Kind: FileKind.Directory })
        {
            throw new HostException($"Not a directory - {path}");
        }
        return
        [
            .. entries
                .Where(entry => entry.Key != "/" && FilePath.Parent(entry.Key) == directory)
                .Select(entry => new DirectoryEntry(
                    FilePath.Join(path, FilePath.Name(entry.Key)),
                    entry.Value.ToStatus()
                )),
        ];
    }

    public override void WriteFile(string path, FileWrite write)
    {
        var place = Place(path);
        var present = Find(place) is { Kind: FileKind.File } file ? file : null;
        using var bytes = new MemoryStream();
        write.Fill(bytes);
        var entry = new Entry(
            FileKind.File,
            write.Permissions ?? present?.Permissions ?? 0b110_100_100,
            write.Uid ?? present?.Uid ?? 0,
            write.Gid ?? present?.Gid ?? 0
        )
        {
            Bytes = bytes.ToArray(),
            Changed = ++clock,
        };
        if (write.Check is { } check)
        {
            var aside = $"{path}.aside";
            entries[Place(aside)] = entry;
            try
            {
                check(aside);
            }
            finally
            {
                entries.Remove(Place(aside));
            }
        }
        entries[place] = entry;
        var (mode, owner) = (FilePermissions.Octal(entry.Permissions), $"{entry.Uid}:{entry.Gid}");
        changes.Add(
            $"write {path} {mode} {owner} {Encoding.UTF8.GetString(entry.Bytes).ReplaceLineEndings("\\n")}"
        );
    }

    public override void CreateDirectory(string path, int permissions)
    {
        entries.Add(Place(path), new(FileKind.Directory, permissions));
        changes.Add($"mkdir {path} {FilePermissions.Octal(permissions)}");
    }

    public override void CreateLink(string path, string target)
    {
        entries.Add(Place(path), new(FileKind.Symlink, 0b111_111_111) { Target = target });
        changes.Add($"symlink {path} {target}");
    }

    public override void CreateHardLink(string path, string existing)
    {
        entries.Add(Place(path), Get(existing, followLast: false));
        changes.Add($"link {path} {existing}");
    }

    public override void CreateFifo(string path, int permissions)
    {
        entries.Add(Place(path), new(FileKind.Fifo, permissions));
        changes.Add($"mkfifo {path} {FilePermissions.Octal(permissions)}");
    }

    public override void Delete(string path)
    {
        Get(path, followLast: false);
        entries.Remove(Place(path));
        changes.Add($"delete {path}");
    }

    public override void DeleteTree(string path)
    {
        var place = Place(path);
        foreach (var below in entries.Keys.Where(key => key == place || key.StartsWith(place + "/")).ToList())
        {
            entries.Remove(below);
        }
        changes.Add($"delete {path}");
    }

    public override void Rename(string path, string newPath)
    {
        entries[Place(newPath)] = Get(path, followLast: false);
        entries.Remove(Place(path));
        changes.Add($"rename {path} {newPath}");
    }

    public override void SetOwner(string path, int uid, int gid)
    {
        var entry = Get(path, followLast: false);
        entry.Uid = uid < 0 ? entry.Uid : uid;
        entry.Gid = gid < 0 ? entry.Gid : gid;
        changes.Add($"chown {path} {uid}:{gid}");
    }

    public override void SetPermissions(string path, int permissions)
    {
        Get(path, followLast: false).Permissions = permissions;
        changes.Add($"chmod {path} {FilePermissions.Octal(permissions)}");
    }

    public override void SetTimes(string path, UnixTime modified, UnixTime? accessed = null)
    {
        Get(path, followLast: false).Modified = modified;
        changes.Add($"touch {path} {modified.Seconds}");
    }

    public override ProcessResult Query(ProcessRequest request) => Answer(request);

    public override ProcessResult Run(ProcessRequest request)
    {
        var line = string.Join(' ', request.Command);
        var account = request.Uid is null && request.Gid is null ? "" : $" as {request.Uid}:{request.Gid}";
        var directory = request.WorkingDirectory == "/" ? "" : $" in {request.WorkingDirectory}";
        changes.Add($"run {line}{account}{directory}");
        return Answer(request);
    }

    private ProcessResult Answer(ProcessRequest request)
    {
        var line = string.Join(' ', request.Command);
        if (!processes.TryGetValue(line, out var results))
        {
            throw new HostException($"The script knows nothing of the process `{line}`");
        }
        return results.Count > 1 ? results.Dequeue() : results.Peek();
    }

    private void Add(string path, Entry entry)
    {
        foreach (var directory in FilePath.Ancestors(path))
        {
            entries.TryAdd(directory, new(FileKind.Directory, 0b111_101_101));
        }
        entries[path] = entry;
    }

    private Entry? Find(string place) => entries.GetValueOrDefault(place);

    private Entry Get(string path, bool followLast) =>
        Locate(path, followLast) is { } place && Find(place) is { } entry
            ? entry
            : throw new HostException($"No such file or directory - {path}");

    /// <summary>Where a name is or would be; its directory has to be there.</summary>
    private string Place(string path)
    {
        var parent = Locate(FilePath.Parent(path), followLast: true);
        return parent is not null && Find(parent) is { Kind: FileKind.Directory }
            ? FilePath.Join(parent, FilePath.Name(path))
            : throw new HostException($"No such file or directory - {path}");
    }

    /// <summary>The path with links resolved; null when a directory on the way is missing.</summary>
    private string? Locate(string path, bool followLast, int links = 0)
    {
        var names = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var at = "/";
        for (var i = 0; i < names.Length; i++)
        {
            at = FilePath.Normalize(FilePath.Join(at, names[i]));
            var isLast = i == names.Length - 1;
            if (Find(at) is { Kind: FileKind.Symlink } link && (!isLast || followLast))
            {
                if (links >= MostLinks)
                {
                    throw new HostException($"Too many levels of symbolic links - {path}");
                }
                var target = FilePath.IsAbsolute(link.Target)
                    ? link.Target
                    : FilePath.Join(FilePath.Parent(at), link.Target);
                at = Locate(target, followLast: true, links + 1) ?? target;
            }
        }
        return at;
    }

    private sealed class Clock : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch;
    }

    private sealed class Entry(FileKind kind, int permissions, int uid = 0, int gid = 0)
    {
        public FileKind Kind => kind;

        public int Permissions { get; set; } = permissions;

        public int Uid { get; set; } = uid;

        public int Gid { get; set; } = gid;

        public byte[] Bytes { get; init; } = [];

        public string Target { get; init; } = "";

        public long Changed { get; init; }

        public UnixTime Modified { get; set; }

        public FileStatus ToStatus() =>
            new(
                kind,
                Permissions,
                Uid,
                Gid,
                kind == FileKind.Symlink ? Target.Length : Bytes.Length,
                Modified,
                new UnixTime(Changed),
                Device: 1,
                Inode: 1,
                Links: 1,
                DeviceMajor: 0,
                DeviceMinor: 0
            );
    }
}
