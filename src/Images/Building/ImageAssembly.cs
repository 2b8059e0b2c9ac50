using System.Collections.Immutable;
using System.Globalization;
using Bunraku.Oci;

namespace Bunraku.Images;

/// <summary>Writes configuration and manifest of a built image, and then its tag.</summary>
internal sealed class ImageAssembly(ImageLayout store, BuildSettings settings, SiteCode code)
{
    private const string ModulesLabel = "puppet.modules";
    private const string DefaultPath = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private DateTimeOffset Created => DateTimeOffset.FromUnixTimeSeconds(settings.Latest.Seconds);

    public Image Write(
        ImageDefinition image,
        BaseImage below,
        IReadOnlyList<BuiltLayer> layers,
        ImageProcess? process
    )
    {
        var platform = below.Config?.Platform ?? Platform.Here;
        var annotations = Annotate(below);
        var config = new ImageConfig(
            platform.Architecture,
            platform.Os,
            new RootFs([
                .. below.Layers.Select(layer => layer.DiffId),
                .. layers.Select(layer => layer.Content!.DiffId),
            ])
        )
        {
            Variant = platform.Variant,
            Created = Created,
            Config = Configure(
                image.Settings,
                below.Config?.Config ?? new ContainerConfig(),
                process,
                annotations
            ),
            History = [.. below.Config?.History ?? [], .. layers.Select(HistoryOf)],
        };
        var written = store.Write(
            config,
            below
                .Layers.Select(layer => layer.Descriptor)
                .Concat(layers.Select(layer => layer.Content!.Descriptor)),
            annotations
        );
        store.Tag(Reference.Parse(image.Name), written.Descriptor);
        return written;
    }

    private static ContainerConfig Configure(
        ImageSettings own,
        ContainerConfig inherited,
        ImageProcess? process,
        ImmutableSortedDictionary<string, string> annotations
    )
    {
        var hasOwn = own.Command is not null || own.Entrypoint is not null;
        return inherited with
        {
            // As a Dockerfile has it: a new entrypoint takes the inherited command away, and so does a
            // service.
            Entrypoint = process is not null ? null : own.Entrypoint ?? inherited.Entrypoint,
            Cmd = process is not null ? process.Command : own.Command ?? (hasOwn ? null : inherited.Cmd),
            Env = MergeEnvironment(inherited.Env ?? [DefaultPath], own, process),
            ExposedPorts = Union(inherited.ExposedPorts, own.ExposedPorts),
            Volumes = Union(inherited.Volumes, own.Volumes),
            Labels = (inherited.Labels ?? Empty).SetItems(annotations).SetItems(own.Labels),
            User = own.User ?? process?.User ?? inherited.User,
            WorkingDir = own.WorkingDirectory ?? inherited.WorkingDir,
            StopSignal = own.StopSignal ?? inherited.StopSignal,
            Healthcheck = own.HealthCheck is { } check ? HealthcheckOf(check) : inherited.Healthcheck,
        };
    }

    private static ImmutableArray<string> MergeEnvironment(
        ImmutableArray<string> inherited,
        ImageSettings own,
        ImageProcess? process
    )
    {
        var merged = new OrderedDictionary<string, string>();
        var services = process is { NeedsSupervisor: false } ? process.Services[0].Environment : [];
        var pairs = inherited
            .Select(line => line.Split('=', 2))
            .Select(parts => KeyValuePair.Create(parts[0], parts.ElementAtOrDefault(1) ?? ""))
            .Concat(services)
            .Concat(own.Environment);
        foreach (var (name, value) in pairs)
        {
            merged[name] = value;
        }
        return [.. merged.Select(pair => $"{pair.Key}={pair.Value}")];
    }

    private ImmutableSortedDictionary<string, string> Annotate(BaseImage below)
    {
        var annotations = Empty.ToBuilder();
        annotations[Annotations.Created] = Created.ToString(
            "yyyy-MM-dd'T'HH:mm:ss'Z'",
            CultureInfo.InvariantCulture
        );
        annotations[Annotations.BaseName] = below.Name;
        if (below.Digest is { } digest)
        {
            annotations[Annotations.BaseDigest] = digest.ToString();
        }
        if (settings.Revision is { } revision)
        {
            annotations[Annotations.Revision] = revision;
        }
        if (code.ModuleVersions is { IsEmpty: false } modules)
        {
            annotations[ModulesLabel] = string.Join(
                ' ',
                modules.Select(module => $"{module.Name}={module.Version}")
            );
        }
        return annotations.ToImmutable();
    }

    private HistoryEntry HistoryOf(BuiltLayer layer) => new() { Created = Created, CreatedBy = layer.Name };

    private static Healthcheck HealthcheckOf(HealthCheck check) =>
        new()
        {
            Test = check.Test,
            Interval = Nanoseconds(check.IntervalSeconds),
            Timeout = Nanoseconds(check.TimeoutSeconds),
            StartPeriod = Nanoseconds(check.StartPeriodSeconds),
            Retries = check.Retries > 0 ? check.Retries : null,
        };

    private static long? Nanoseconds(double seconds) => seconds > 0 ? (long)(seconds * 1_000_000_000) : null;

    private static ImmutableSortedSet<string>? Union(
        ImmutableSortedSet<string>? inherited,
        ImmutableArray<string> own
    ) =>
        own.IsEmpty
            ? inherited
            : (inherited ?? ImmutableSortedSet.Create<string>(StringComparer.Ordinal)).Union(own);

    private static ImmutableSortedDictionary<string, string> Empty { get; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
}
