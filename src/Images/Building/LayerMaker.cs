using System.Collections.Immutable;
using Bunraku.Apply;
using Bunraku.Model;
using Bunraku.Oci;
using Bunraku.Text;
using Bunraku.Unix;

namespace Bunraku.Images;

/// <summary>
/// Makes layers: mounts what lies below, applies resources to the merged tree, packs what came of it. Works
/// only inside the private mount namespace of a build (docs/decisions/0051-build-in-a-namespace.md).
/// </summary>
public sealed class LayerMaker(ImageLayout store, BuildCache cache, UnixTime latest)
{
    private readonly LayerFolders folders = new(store, cache);

    /// <summary>Unpacks layers that are not in the cache yet.</summary>
    public void Unpack(ImmutableArray<Layer> layers, CancellationToken cancellation)
    {
        foreach (var layer in layers)
        {
            folders.Of(layer, cancellation);
        }
    }

    /// <summary>Applies a layer's resources; the layer, or null when they changed nothing.</summary>
    /// <exception cref="DiagnosticException">A resource failed; what there was of the layer is kept for a
    /// look.</exception>
    public Layer? Make(LayerTask task, CancellationToken cancellation)
    {
        using var work = WorkFolder.Make(cache.WorkFolder);
        work.MakeFloor(task.Declared);
        Report report;
        using (var mount = Mount(task.Below, work, cancellation))
        using (var root = RootDirectory.Open(mount.Path))
        using (task.Layer.Resources.Any(IsPackage) ? cache.Lock("packages", cancellation) : null)
        {
            var host = new RootfsHost(
                root,
                Stage.Container,
                task.Sources,
                request => Run(mount.Path, request, cancellation)
            );
            if (task.Layer.Resources.Any(IsPackage))
            {
                PackageLists.Refresh(host, cache);
            }
            report = Apply(task, host, cancellation);
        }
        cancellation.ThrowIfCancellationRequested();
        if (report.HasFailures || report.FailedToGenerate)
        {
            FailedLayer.Keep(cache, task.ImageName, work.Upper, task.Below);
            throw new DiagnosticException(FailuresOf(task, report));
        }
        return Pack(task, work);
    }

    private static ImmutableArray<Diagnostic> FailuresOf(LayerTask task, Report report) =>
        [
            .. from status in report.Statuses
            where status.IsFailed || status.FailedToRestart
            let log = report.Logs.Where(log =>
                log.Level >= LogLevel.Notice
                && log.Source.Contains(status.Resource.Reference.ToString(), StringComparison.Ordinal)
            )
            select ImagesDiagnostics.ResourceFailed(
                task.ImageName,
                status.Resource,
                log.Select(line => line.Message)
            ),
        ];

    private Layer? Pack(LayerTask task, WorkFolder work)
    {
        var volatileFiles = new VolatileFiles(task.Declared);
        var layer = LayerPacker.Pack(work.Upper, store.Blobs, latest, volatileFiles.IsLeftOut);
        if (layer is not null && !Directory.Exists(cache.LayerFolder(layer.DiffId)))
        {
            LayerPacker.RemoveLeftOut(work.Upper, volatileFiles.IsLeftOut);
            work.MoveUpper(cache.LayerFolder(layer.DiffId));
        }
        return layer;
    }

    private static Report Apply(LayerTask task, RootfsHost host, CancellationToken cancellation)
    {
        var mine = task.Layer.Resources.Select(resource => resource.Reference).ToHashSet();
        var settings = new TransactionSettings
        {
            IgnoresSchedules = true,
            NodeName = task.Facts.NodeName,
            Cancellation = cancellation,
            OnBegin = task.OnBegin,
            Share = resource =>
                mine.Contains(resource.Reference) ? ResourceShare.Now
                : task.Earlier.Contains(resource.Reference) ? ResourceShare.Earlier
                : ResourceShare.Never,
        };
        return Transaction.Run(task.Graph(host), host, task.Facts, settings);
    }

    private ProcessResult Run(string merged, ProcessRequest request, CancellationToken cancellation)
    {
        var environment = request.Environment.Where(pair => pair.Key is not ("SOURCE_DATE_EPOCH" or "HOME"));
        var epoch = latest.Seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Sandbox.Run(
            new SandboxRequest(
                new DirectoryRoot(merged),
                request with
                {
                    // Tools that date what they write take the date from here: reproducible-builds.org's
                    // convention.
                    Environment = [.. environment, new("HOME", "/root"), new("SOURCE_DATE_EPOCH", epoch)],
                }
            )
            {
                Binds = PackageLists.Binds(merged, cache),
                Identities = PrivateMounts.IsMapped ? IdentityMap.Own() : null,
            },
            cancellation
        );
    }

    private OverlayMount Mount(
        ImmutableArray<Layer> below,
        WorkFolder work,
        CancellationToken cancellation
    ) =>
        OverlayMount.Make(
            [.. below.Reverse().Select(layer => folders.Of(layer, cancellation)), work.Floor],
            work.Upper,
            work.Overlay,
            work.Merged
        );

    private static bool IsPackage(Resource resource) => resource.Type == "Package";
}

/// <summary>A layer to be made.</summary>
/// <param name="Below">The layers it stands on, lowest first.</param>
/// <param name="Earlier">Resources that those layers hold.</param>
/// <param name="Declared">Paths of all files that the catalog declares.</param>
/// <param name="Graph">Makes the catalog's graph afresh: a transaction adds to it.</param>
public sealed record LayerTask(
    string ImageName,
    PlannedLayer Layer,
    ImmutableArray<Layer> Below,
    IReadOnlySet<ResourceReference> Earlier,
    IReadOnlySet<string> Declared,
    Func<Host, ResourceGraph> Graph,
    Facts Facts,
    FileSources Sources
)
{
    /// <summary>Told which resources come next.</summary>
    public Action<ImmutableArray<Resource>> OnBegin { get; init; } = _ => { };
}
