using Bunraku.Apply;
using Bunraku.Text;
using Bunraku.Unix;

namespace Bunraku.Cli;

/// <summary>What is converged: this machine, or the system below a folder.</summary>
internal sealed class ApplyTarget : IDisposable
{
    private readonly RootDirectory? root;
    private readonly Func<ProcessRequest, ProcessResult> run;

    private ApplyTarget(RootDirectory? root, Func<ProcessRequest, ProcessResult> run)
    {
        this.root = root;
        this.run = run;
        Host = With(FileSources.None);
    }

    public bool IsThisMachine => root is null;

    /// <summary>Where what is replaced on this machine is kept.</summary>
    public string BucketFolder { get; set; } = Path.Combine(Folders.State, "clientbucket");

    /// <summary>The target without files served to it.</summary>
    public Host Host { get; }

    public static ApplyTarget Open(string? folder, CancellationToken cancellation)
    {
        if (folder is null)
        {
            return new ApplyTarget(null, request => ProcessRunner.Run(request, cancellation));
        }
        var path = Path.GetFullPath(folder);
        if (!Directory.Exists(path))
        {
            throw new DiagnosticException(CliDiagnostics.NoSuchFile(folder));
        }
        return new ApplyTarget(
            RootDirectory.Open(path),
            request => Sandbox.Run(new SandboxRequest(new DirectoryRoot(path), request), cancellation)
        );
    }

    public Host With(FileSources sources) =>
        root is null
            ? new LiveHost(sources, run) { BucketFolder = BucketFolder }
            : new RootfsHost(root, Stage.Image, sources, run);

    public void Dispose()
    {
        (Host as IDisposable)?.Dispose();
        root?.Dispose();
    }
}
