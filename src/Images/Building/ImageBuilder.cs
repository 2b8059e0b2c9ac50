using System.Collections.Immutable;
using System.Diagnostics;
using Bunraku.Apply;
using Bunraku.Compiler;
using Bunraku.Model;
using Bunraku.Oci;
using Bunraku.Text;

namespace Bunraku.Images;

/// <summary>
/// Builds the images of a site: base, catalog, layers, what it runs, configuration, tag; in that order, so
/// that a failure anywhere leaves earlier tags as they were.
/// </summary>
/// <param name="maker">Makes layers; null when only what is in the cache may be used.</param>
public sealed class ImageBuilder(
    ImageLayout store,
    BuildCache cache,
    SiteCode code,
    BaseImages bases,
    BuildSettings settings,
    LayerMaker? maker
)
{
    /// <summary>Hears what happens.</summary>
    public Action<BuildEvent> OnEvent { get; init; } = _ => { };

    /// <summary>The image, or null when a layer would have to be made and may not.</summary>
    /// <exception cref="DiagnosticException">It cannot be built.</exception>
    public async Task<BuiltImage?> BuildAsync(ImageDefinition image, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var below = await bases.FindAsync(image, cancellation).ConfigureAwait(false);
        if (maker is null && !below.Layers.All(layer => Directory.Exists(cache.LayerFolder(layer.DiffId))))
        {
            return null;
        }
        maker?.Unpack(below.Layers, cancellation);
        using var floor = new LayeredHost(below.Layers.Select(layer => cache.LayerFolder(layer.DiffId)));
        var catalog = Compile(image, floor, out var facts, out var trace);
        var services = HasOwnProcess(image.Settings) ? [] : ImageProcess.Wanted(catalog);
        catalog = WithSupervisor(catalog, services);
        var graph = Graph(catalog, floor, facts);
        var plan = LayerPlan.Make(LayerOrder.Of(graph, trace.IsDataDriven));
        var layers = MakeLayers(image, catalog, graph, plan, below, facts, cancellation);
        if (layers is null)
        {
            return null;
        }
        var built = Finish(image, below, layers, services, clock);
        FailedLayer.Forget(cache, image.Name);
        OnEvent(new ImageFinished(image.Name, built));
        return built;
    }

    private Catalog Compile(ImageDefinition image, Host floor, out Facts facts, out LookupTrace trace)
    {
        var given = HashValue.Of(image.Facts.Pairs.Concat(settings.Facts.Pairs));
        facts = new Facts(image.NodeName, FactRoster.Resolve(floor, given));
        var result = code.Compile(image, facts.Values);
        trace = result.Lookups;
        return result.Catalog!;
    }

    private ResourceGraph Graph(Catalog catalog, Host host, Facts facts)
    {
        var graph = ResourceGraph.Build(catalog, out var diagnostics, code.RubyTypes(host, facts));
        diagnostics = diagnostics.AddRange(CheckFeatures.Run(graph, host, facts));
        return diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error)
            ? throw new DiagnosticException(diagnostics)
            : graph;
    }

    private List<BuiltLayer>? MakeLayers(
        ImageDefinition image,
        Catalog catalog,
        ResourceGraph graph,
        ImmutableArray<PlannedLayer> plan,
        BaseImage below,
        Facts facts,
        CancellationToken cancellation
    )
    {
        var chain = below.Layers.ToList();
        var earlier = new HashSet<ResourceReference>();
        var declared = graph
            .Vertices.Where(vertex => vertex.Resource.Type == "File")
            .Select(vertex => vertex.Resource.Text("path")!)
            .ToHashSet();
        var built = new List<BuiltLayer>();
        for (var i = 0; i < plan.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var task = new LayerTask(
                image.Name,
                plan[i],
                [.. chain],
                earlier.ToHashSet(),
                declared,
                host => Graph(catalog, host, facts),
                facts,
                code.Sources
            )
            {
                OnBegin = resources => OnEvent(new ResourcesStarted(image.Name, plan[i].Name, resources)),
            };
            OnEvent(new LayerStarted(image.Name, plan[i].Name, i + 1, plan.Length));
            if (MakeLayer(task, cancellation) is not { } layer)
            {
                return null;
            }
            built.Add(layer);
            OnEvent(new LayerFinished(image.Name, layer, i + 1, plan.Length));
            if (layer.Content is { } content)
            {
                chain.Add(content);
            }
            earlier.UnionWith(plan[i].Resources.Select(resource => resource.Reference));
        }
        return built;
    }

    private BuiltLayer? MakeLayer(LayerTask task, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var ruby = task.Layer.Resources.Any(resource => code.Libraries.MayServe(resource.Type));
        var key = LayerKey.Of(
            task.Layer,
            task.Below.Select(layer => layer.DiffId),
            task.Sources,
            ruby ? code.Libraries.Fingerprint : ""
        );
        if (!settings.IgnoresCache && Reusable(key) is { } known)
        {
            return Built(known, isReused: true);
        }
        if (maker is null)
        {
            return null;
        }
        using var held = cache.Lock(key, cancellation);
        // Another build may have made it while this one waited.
        if (!settings.IgnoresCache && Reusable(key) is { } made)
        {
            return Built(made, isReused: true);
        }
        var record = LayerRecord.Of(task.Layer.Name, maker.Make(task, cancellation));
        cache.Save(key, record);
        return Built(record, isReused: false);

        BuiltLayer Built(LayerRecord record, bool isReused) =>
            new(
                task.Layer.Name,
                record.ToLayer(),
                isReused,
                task.Layer.Resources.Length,
                clock.Elapsed.TotalSeconds
            );
    }

    /// <summary>What is remembered of a layer, if all of it is still there.</summary>
    private LayerRecord? Reusable(string key) =>
        cache.Find(key) is { } record && (record.ToLayer() is not { } layer || IsThere(layer))
            ? record
            : null;

    private bool IsThere(Layer layer) =>
        store.Blobs.Contains(layer.Descriptor.Digest) && Directory.Exists(cache.LayerFolder(layer.DiffId));

    /// <summary>
    /// What the services of the catalog make the image run; null when the site file says it itself.
    /// </summary>
    private ImageProcess? FindProcess(
        ImageDefinition image,
        ImmutableArray<Resource> services,
        Host tree,
        BaseImage below
    )
    {
        if (HasOwnProcess(image.Settings))
        {
            return null;
        }
        if (services.IsEmpty)
        {
            // A foreign base may bring its own; a shell is what a bootstrapped one has for lack of anything
            // better.
            var inherits = below.Config?.Config is { Entrypoint: [_, ..] } or { Cmd: [_, ..] };
            return inherits && !below.Name.StartsWith("debootstrap:", StringComparison.Ordinal)
                ? null
                : throw new DiagnosticException(ImagesDiagnostics.NoProcess(image.Span, image.Name));
        }
        var (process, diagnostics) = ImageProcess.Find(image.Name, services, tree.ReadText);
        return diagnostics.IsEmpty ? process : throw new DiagnosticException(diagnostics);
    }

    private BuiltImage Finish(
        ImageDefinition image,
        BaseImage below,
        List<BuiltLayer> built,
        ImmutableArray<Resource> services,
        Stopwatch clock
    )
    {
        var kept = built.Where(layer => layer.Content is not null).ToList();
        var folders = below
            .Layers.Select(layer => layer.DiffId)
            .Concat(kept.Select(layer => layer.Content!.DiffId));
        ImageProcess? process;
        using (var tree = new LayeredHost(folders.Select(cache.LayerFolder)))
        {
            process = FindProcess(image, services, tree, below);
            if (
                process is not null
                && ProcessLayer.Make(process, tree, store.Blobs, settings.Latest) is { } layer
            )
            {
                var last = new BuiltLayer("process", layer, true, services.Length, 0);
                built.Add(last);
                kept.Add(last);
            }
        }
        var written = new ImageAssembly(store, settings, code).Write(image, below, kept, process);
        return new BuiltImage(
            image.Name,
            written.Digest,
            [.. built],
            written.Manifest.Layers.Sum(layer => layer.Size),
            clock.Elapsed.TotalSeconds
        )
        {
            BaseLayers = below.Layers.Length,
        };
    }

    /// <summary>Adds the supervisor's package when there is more than one service to run.</summary>
    private static Catalog WithSupervisor(Catalog catalog, ImmutableArray<Resource> services)
    {
        var reference = new ResourceReference("Package", ImageProcess.SupervisorPackage);
        if (services.Length < 2 || catalog.Find(reference) is not null)
        {
            return catalog;
        }
        var package = new Resource(reference)
        {
            Parameters =
            [
                new("ensure", "present"),
                new("name", reference.Title),
                new("install_options", ArrayValue.Of(["--no-install-recommends"])),
            ],
        };
        return catalog with
        {
            Resources = [.. catalog.Resources, package],
            Edges = [.. catalog.Edges, new Edge(new("Class", "main"), reference)],
        };
    }

    private static bool HasOwnProcess(ImageSettings own) =>
        own.Command is not null || own.Entrypoint is not null;
}
