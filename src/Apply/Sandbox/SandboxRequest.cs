using System.Collections.Immutable;

namespace Bunraku.Apply;

/// <summary>
/// A process to be run with another root, apart from this machine: its own mounts, processes, host name,
/// message queues and, unless it may use ours, network. Nothing of it outlives the process.
/// </summary>
/// <param name="Process">
/// Paths and ids are the sandbox's. Without an environment it gets a <c>PATH</c> and <c>HOME</c>.
/// </param>
public sealed record SandboxRequest(SandboxRoot Root, ProcessRequest Process)
{
    public ImmutableArray<BindMount> Binds { get; init; } = [];

    /// <summary>Folders that are empty memory: what is written there stays out of the image.</summary>
    public ImmutableArray<string> TemporaryFolders { get; init; } = ["/run", "/tmp"];

    public SandboxNetwork Network { get; init; } = SandboxNetwork.Host;

    public string Hostname { get; init; } = "sandbox";

    /// <summary>
    /// Told the process id of pid 1 when its namespaces are there and nothing runs in them yet: whoever
    /// gives it a network does so here.
    /// </summary>
    public Action<int>? OnIsolated { get; init; }

    /// <summary>
    /// Null: our own ids when we are root, otherwise <see cref="IdentityMap.ForThisUser"/>.
    /// </summary>
    public IdentityMap? Identities { get; init; }

    /// <summary>
    /// Whether package scripts that want to start a service are told not to, by a <c>policy-rc.d</c> that
    /// exists in the sandbox's view only and by <c>SYSTEMD_OFFLINE</c> in the process environment.
    /// </summary>
    public bool RefusesServices { get; init; } = true;
}

/// <summary>What the sandbox sees as <c>/</c>.</summary>
public abstract record SandboxRoot;

/// <summary>Layers seen as one tree, the uppermost first.</summary>
public sealed record OverlayRoot(params ImmutableArray<string> Lowers) : SandboxRoot
{
    /// <summary>What takes the changes; null: <see cref="IsThrowaway"/> decides.</summary>
    public OverlayUpper? Upper { get; init; }

    /// <summary>Without an upper: whether changes are taken and forgotten, or refused.</summary>
    public bool IsThrowaway { get; init; }
}

/// <summary>
/// Where an overlay's changes go. The work folder is empty, on the same file system, and of no other use.
/// </summary>
public sealed record OverlayUpper(string Path, string WorkPath)
{
    /// <summary>
    /// Whether the kernel may skip waiting for the disk: quicker, but after a crash of the machine the upper
    /// is lost, and neither folder can be mounted again.
    /// </summary>
    public bool IsVolatile { get; init; }
}

/// <summary>
/// A folder written to directly. Only what exists in it can be mounted on, so services are refused only if
/// the root has a <c>policy-rc.d</c> of its own, and missing standard folders (<c>/proc</c>, <c>/tmp</c>…)
/// are made.
/// </summary>
public sealed record DirectoryRoot(string Path) : SandboxRoot;

/// <summary>
/// A file or folder of this machine shown in the sandbox. Links in the target stay in the root.
/// </summary>
public sealed record BindMount(string Source, string Target)
{
    public bool IsWritable { get; init; }
}

/// <summary>Which network a sandbox has.</summary>
public enum SandboxNetwork
{
    /// <summary>This machine's, with its resolver's configuration.</summary>
    Host,

    /// <summary>A loopback of its own.</summary>
    None,
}
