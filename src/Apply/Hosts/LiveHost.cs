using System.Collections.Immutable;
using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>This machine.</summary>
public sealed class LiveHost(FileSources sources, Func<ProcessRequest, ProcessResult> run)
    : RootedHost(RootDirectory.Open("/"), run),
        IDisposable
{
    public override Stage Stage => Stage.Host;

    public override FileSources Sources => sources;

    public override string? Bucket => BucketFolder;

    /// <summary>See <see cref="Host.Bucket"/>; null where no run shall leave anything.</summary>
    public string? BucketFolder { get; init; }

    public override HostKernel Kernel { get; } = new LiveKernel("/");

    /// <summary>Ours, without what belongs to the account that started us.</summary>
    public override ImmutableArray<KeyValuePair<string, string>> ProcessEnvironment { get; } =
        ProcessEnvironments.OfThisProcess();

    public override IDisposable? TryLock(string path)
    {
        try
        {
            return FileLock.Acquire(path, TimeSpan.Zero);
        }
        catch (TimeoutException)
        {
            return null;
        }
        catch (UnixException failure)
        {
            throw HostException.From(failure);
        }
    }

    public void Dispose() => Root.Dispose();
}
