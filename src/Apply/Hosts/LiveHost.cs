using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>This machine.</summary>
public sealed class LiveHost(FileSources sources, Func<ProcessRequest, ProcessResult> run)
    : RootedHost(RootDirectory.Open("/"), run),
        IDisposable
{
    public override Stage Stage => Stage.Host;

    public override FileSources Sources => sources;

    public void Dispose() => Root.Dispose();
}
