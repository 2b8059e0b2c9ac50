using System.Collections.Immutable;
using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>
/// The one door to a machine: files, processes, accounts. Providers and fact resolvers touch nothing else.
/// Paths are the machine's own and absolute; methods act on a link itself unless they say otherwise; what
/// goes wrong is a <see cref="HostException"/>.
/// </summary>
public abstract class Host
{
    private readonly Dictionary<string, (FileStatus? Status, object Parsed)> parsedFiles = [];
    private readonly HashSet<string> done = [];

    /// <summary>Held while something is done that threads of one run must do one after the other.</summary>
    internal Lock Alone { get; } = new();

    public abstract Stage Stage { get; }

    /// <summary>The end of the run that acts on it.</summary>
    public RunEnd End { get; } = new();

    /// <summary>The files served to this machine from outside: what <c>puppet:///</c> names.</summary>
    public virtual FileSources Sources => FileSources.None;

    /// <summary>What the time is, for the few files that say when they were written.</summary>
    public virtual TimeProvider Time => TimeProvider.System;

    /// <summary>
    /// The folder of this machine where files are kept before they are replaced; null keeps none (an image
    /// has no past).
    /// </summary>
    public virtual string? Bucket => null;

    /// <summary>The process environment that commands of a manifest start from.</summary>
    public virtual ImmutableArray<KeyValuePair<string, string>> ProcessEnvironment =>
        ProcessEnvironments.Plain;

    /// <summary>Whether programs may be run at all, be it only to look.</summary>
    public virtual bool RunsPrograms => true;

    /// <summary>The kernel below, where there is one that speaks for this machine.</summary>
    public virtual HostKernel Kernel => HostKernel.None;

    /// <summary>The accounts of this machine, from its files alone.</summary>
    public virtual Accounts Accounts =>
        new(
            Parsed(AccountFiles.Passwd, Account.ParseAll),
            Parsed(AccountFiles.Group, AccountGroup.ParseAll),
            Passwords
        );

    /// <summary>Waits, where time passes; false where it does not.</summary>
    public virtual bool Wait(TimeSpan time)
    {
        Thread.Sleep(time);
        return true;
    }

    /// <summary>The text of a small file of the kernel, whose size says nothing; null for none.</summary>
    public string? ReadSmall(string path)
    {
        if (Status(path) is null)
        {
            return null;
        }
        using var reader = new StreamReader(OpenRead(path));
        return reader.ReadToEnd();
    }

    /// <summary>Whether something is done for the first time to this host; asking does it.</summary>
    internal bool IsFirstTime(string what)
    {
        lock (Alone)
        {
            return done.Add(what);
        }
    }

    /// <summary>Passwords are for root's eyes; others see none.</summary>
    private AccountTable<AccountPassword> Passwords
    {
        get
        {
            try
            {
                return Parsed(AccountFiles.Shadow, AccountPassword.ParseAll);
            }
            catch (HostException refusal)
                when (refusal.InnerException is UnixException { Error: Errno.EACCES })
            {
                return AccountPassword.ParseAll("");
            }
        }
    }

    /// <summary>What the path itself is, a link being a link; null when nothing is there.</summary>
    public abstract FileStatus? LinkStatus(string path);

    /// <summary>What the path names, links followed; null when nothing is there.</summary>
    public abstract FileStatus? Status(string path);

    public abstract string ReadLink(string path);

    /// <summary>Opens a regular file for reading, links followed.</summary>
    public abstract Stream OpenRead(string path);

    /// <summary>
    /// What a directory holds, sorted by the bytes of the names; links are told, not followed.
    /// </summary>
    public abstract ImmutableArray<DirectoryEntry> List(string path);

    /// <summary>
    /// Writes a whole file or nothing: the bytes go aside and take the name when all is done. Without wishes
    /// the present file's owner and permissions stay, and a new one is ours with 0644. A link is replaced.
    /// </summary>
    public abstract void WriteFile(string path, FileWrite write);

    public abstract void CreateDirectory(string path, int permissions);

    public abstract void CreateLink(string path, string target);

    /// <summary>Gives a file a further name.</summary>
    public abstract void CreateHardLink(string path, string existing);

    /// <summary>Makes a pipe with a name.</summary>
    public abstract void CreateFifo(string path, int permissions);

    /// <summary>Removes a file, a link or an empty directory.</summary>
    public abstract void Delete(string path);

    /// <summary>Removes whatever the path names and all below it; nothing there is fine.</summary>
    public abstract void DeleteTree(string path);

    public abstract void Rename(string path, string newPath);

    /// <summary>Sets owner and group by number; -1 leaves one as it is.</summary>
    public abstract void SetOwner(string path, int uid, int gid);

    /// <summary>Sets the lower twelve mode bits.</summary>
    public abstract void SetPermissions(string path, int permissions);

    /// <summary>Sets the modification time; the access time stays when null.</summary>
    public abstract void SetTimes(string path, UnixTime modified, UnixTime? accessed = null);

    /// <summary>
    /// Takes a file for ourselves among all who do so (flock), until the answer is disposed of; null when
    /// another has it. Where no other process is at work, it is ours at once.
    /// </summary>
    public virtual IDisposable? TryLock(string path) => new Unlocked();

    /// <summary>Runs a process that only looks: a guard, a query. A dry run runs it as well.</summary>
    public abstract ProcessResult Query(ProcessRequest request);

    /// <summary>Runs a process that may change the machine.</summary>
    public abstract ProcessResult Run(ProcessRequest request);

    public bool Exists(string path) => Status(path) is not null;

    /// <summary>The bytes of a file, or null when none is there; at most <see
    /// cref="LargestText"/>.</summary>
    public byte[]? ReadBytes(string path)
    {
        if (Status(path) is not { Kind: FileKind.File } status)
        {
            return null;
        }
        if (status.Size > LargestText)
        {
            throw new HostException($"File is too large to be read at once - {path}");
        }
        using var stream = OpenRead(path);
        using var bytes = new MemoryStream((int)status.Size);
        stream.CopyTo(bytes, ReadAtOnce);
        return bytes.ToArray();
    }

    /// <summary>
    /// The text of a file, or null when none is there. Bytes that are no UTF-8 survive a round trip.
    /// </summary>
    public string? ReadText(string path) => ReadBytes(path) is { } bytes ? UnixText.Decode(bytes) : null;

    public void WriteText(string path, string text) => WriteFile(path, FileWrite.Of(UnixText.Encode(text)));

    /// <summary>
    /// What a text file says, parsed once for as long as the file stays the same; an absent file is empty
    /// text. This is how providers share one look at <c>/etc/hosts</c> or dpkg's status file.
    /// </summary>
    public T Parsed<T>(string path, Func<string, T> parse)
        where T : class
    {
        lock (Alone)
        {
            return ParsedAlone(path, parse);
        }
    }

    private T ParsedAlone<T>(string path, Func<string, T> parse)
        where T : class
    {
        // Our own reading changes nothing.
        var status = Status(path) is { } now ? now with { Accessed = default } : (FileStatus?)null;
        var key = $"{path}\0{typeof(T)}";
        if (parsedFiles.TryGetValue(key, out var known) && known.Status == status)
        {
            return (T)known.Parsed;
        }
        var parsed = parse(status is null ? "" : ReadText(path) ?? "");
        parsedFiles[key] = (status, parsed);
        return parsed;
    }

    /// <summary>Makes a directory and those above it that are missing.</summary>
    public void CreateDirectories(string path, int permissions = 0b111_101_101)
    {
        if (path != "/" && Status(path) is null)
        {
            CreateDirectories(Model.FilePath.Parent(path), permissions);
            CreateDirectory(path, permissions);
        }
    }

    private sealed class Unlocked : IDisposable
    {
        public void Dispose() { }
    }

    /// <summary>The most that is read into memory at once.</summary>
    public const int LargestText = 256 << 20;

    /// <summary>
    /// What is asked for in one piece: files of the kernel, which have no size, end with the first.
    /// </summary>
    private const int ReadAtOnce = 80 << 10;
}
