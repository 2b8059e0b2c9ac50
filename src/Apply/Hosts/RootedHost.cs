using System.Collections.Immutable;
using Bunraku.Model;
using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>
/// A host whose files lie below a directory of this machine; <c>/</c> is this machine itself.
/// </summary>
/// <param name="run">Runs a process on this host: directly, or in a sandbox.</param>
public abstract class RootedHost(RootDirectory root, Func<ProcessRequest, ProcessResult> run) : Host
{
    private const int DefaultPermissions = 0b110_100_100;

    /// <summary>How often another name is tried for the file aside when one is taken.</summary>
    private const int MostTries = 100;

    private readonly HashSet<string> cleared = [];
    private Accounts? accounts;
    private int writes;

    /// <summary>
    /// A run that was killed: what it had not finished goes from the folders that are written into.
    /// </summary>
    public int? KilledRun { get; set; }

    /// <summary>Kept until accounts can have changed: our own writes and processes.</summary>
    public override Accounts Accounts => accounts ??= base.Accounts;

    protected RootDirectory Root => root;

    public override FileStatus? LinkStatus(string path) => Get(() => root.LinkStatus(path));

    public override FileStatus? Status(string path) => Get(() => root.Status(path));

    public override string ReadLink(string path) => Get(() => root.ReadLink(path));

    public override Stream OpenRead(string path) => Get<Stream>(() => root.OpenRead(path));

    public override ImmutableArray<DirectoryEntry> List(string path) => Get(() => root.List(path));

    public override void WriteFile(string path, FileWrite write) =>
        Do(() =>
        {
            RemoveLeft(FilePath.Parent(path));
            var present = root.LinkStatus(path) is { Kind: FileKind.File } status
                ? status
                : (FileStatus?)null;
            for (var tries = 1; ; tries++)
            {
                try
                {
                    root.Replace(
                        path,
                        AsideName.Of(path, Interlocked.Increment(ref writes)),
                        write.Permissions ?? present?.Permissions ?? DefaultPermissions,
                        write.Uid ?? present?.Uid ?? -1,
                        write.Gid ?? present?.Gid ?? -1,
                        write.Fill,
                        write.Check
                    );
                    break;
                }
                catch (UnixException taken) when (taken.Error == Errno.EEXIST && tries < MostTries)
                {
                    // Left by a run that was killed, under our process number; the next name is free.
                }
            }
            ForgetAccounts(path);
        });

    public override void CreateDirectory(string path, int permissions) =>
        Do(() => root.CreateDirectory(path, permissions));

    public override void CreateLink(string path, string target) => Do(() => root.CreateSymlink(path, target));

    public override void CreateHardLink(string path, string existing) =>
        Do(() => root.CreateHardLink(path, existing));

    public override void CreateFifo(string path, int permissions) =>
        Do(() => root.CreateSpecial(path, FileKind.Fifo, permissions));

    public override void Delete(string path) =>
        Do(() =>
        {
            if (root.LinkStatus(path) is { Kind: FileKind.Directory })
            {
                root.DeleteDirectory(path);
            }
            else
            {
                root.DeleteFile(path);
            }
            ForgetAccounts(path);
        });

    public override void DeleteTree(string path) => Do(() => root.DeleteTree(path));

    public override void Rename(string path, string newPath) =>
        Do(() =>
        {
            root.Rename(path, newPath);
            ForgetAccounts(newPath);
        });

    public override void SetOwner(string path, int uid, int gid) => Do(() => root.SetOwner(path, uid, gid));

    public override void SetPermissions(string path, int permissions) =>
        Do(() => root.SetPermissions(path, permissions));

    public override void SetTimes(string path, UnixTime modified, UnixTime? accessed = null) =>
        Do(() => root.SetTimes(path, modified, accessed));

    public override ProcessResult Query(ProcessRequest request) => Get(() => run(request));

    public override ProcessResult Run(ProcessRequest request)
    {
        accounts = null;
        return Get(() => run(request));
    }

    private void RemoveLeft(string folder)
    {
        if (KilledRun is not { } process)
        {
            return;
        }
        lock (cleared)
        {
            if (!cleared.Add(folder))
            {
                return;
            }
        }
        foreach (var entry in root.List(folder).Where(entry => AsideName.IsOf(process, entry.Name)))
        {
            root.DeleteFile(FilePath.Join(folder, entry.Name));
        }
    }

    private void ForgetAccounts(string path)
    {
        if (AccountFiles.Contains(path))
        {
            accounts = null;
        }
    }

    private static void Do(Action action) =>
        Get(() =>
        {
            action();
            return true;
        });

    private static T Get<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (IOException failure)
        {
            throw HostException.From(failure);
        }
    }
}
