using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>
/// The root file system of an image, acted on from outside: no link leads out of it, and its processes run in
/// a sandbox that sees it as <c>/</c>.
/// </summary>
public sealed class RootfsHost(
    RootDirectory root,
    Stage stage,
    FileSources sources,
    Func<ProcessRequest, ProcessResult> run
) : RootedHost(root, run)
{
    public override Stage Stage => stage;

    public override FileSources Sources => sources;

    /// <summary>A mounted machine is looked at under our own kernel; an image will have another.</summary>
    public override HostKernel Kernel { get; } =
        stage == Stage.Host ? new LiveKernel(root.HostPath) : HostKernel.None;
}
