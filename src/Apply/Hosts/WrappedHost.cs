using System.Collections.Immutable;
using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>
/// A host seen through something that watches or forbids: it hears of each call before it happens.
/// </summary>
public abstract class WrappedHost(Host inner) : Host
{
    public override Stage Stage => inner.Stage;

    public override FileSources Sources => inner.Sources;

    public override ImmutableArray<KeyValuePair<string, string>> ProcessEnvironment =>
        inner.ProcessEnvironment;

    public override bool RunsPrograms => inner.RunsPrograms;

    public override HostKernel Kernel => inner.Kernel;

    public override Accounts Accounts => inner.Accounts;

    public override TimeProvider Time => inner.Time;

    public override string? Bucket => inner.Bucket;

    public override bool Wait(TimeSpan time) => inner.Wait(time);

    public override FileStatus? LinkStatus(string path) => Look("lstat", path).LinkStatus(path);

    public override FileStatus? Status(string path) => Look("stat", path).Status(path);

    public override string ReadLink(string path) => Look("readlink", path).ReadLink(path);

    public override Stream OpenRead(string path) => Look("read", path).OpenRead(path);

    public override ImmutableArray<DirectoryEntry> List(string path) => Look("list", path).List(path);

    public override IDisposable? TryLock(string path) => inner.TryLock(path);

    public override void WriteFile(string path, FileWrite write) =>
        Change("write", path).WriteFile(path, write);

    public override void CreateDirectory(string path, int permissions) =>
        Change("mkdir", path).CreateDirectory(path, permissions);

    public override void CreateLink(string path, string target) =>
        Change("symlink", path).CreateLink(path, target);

    public override void CreateHardLink(string path, string existing) =>
        Change("link", path).CreateHardLink(path, existing);

    public override void CreateFifo(string path, int permissions) =>
        Change("mkfifo", path).CreateFifo(path, permissions);

    public override void Delete(string path) => Change("delete", path).Delete(path);

    public override void DeleteTree(string path) => Change("delete", path).DeleteTree(path);

    public override void Rename(string path, string newPath)
    {
        Change("delete", path);
        Change("write", newPath).Rename(path, newPath);
    }

    public override void SetOwner(string path, int uid, int gid) =>
        Change("chown", path).SetOwner(path, uid, gid);

    public override void SetPermissions(string path, int permissions) =>
        Change("chmod", path).SetPermissions(path, permissions);

    public override void SetTimes(string path, UnixTime modified, UnixTime? accessed = null) =>
        Change("touch", path).SetTimes(path, modified, accessed);

    public override ProcessResult Query(ProcessRequest request) =>
        Look("query", request.Command[0]).Query(request);

    public override ProcessResult Run(ProcessRequest request) =>
        Change("run", request.Command[0]).Run(request);

    /// <summary>Hears of a call that only looks.</summary>
    protected virtual void OnLook(string verb, string target) { }

    /// <summary>Hears of a call that changes the host.</summary>
    protected abstract void OnChange(string verb, string target);

    private Host Look(string verb, string target)
    {
        OnLook(verb, target);
        return inner;
    }

    private Host Change(string verb, string target)
    {
        OnChange(verb, target);
        return inner;
    }
}
