using System.Collections.Immutable;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Images;

/// <summary>Reads <c>bunraku.yaml</c>; everything that is wrong with it is told at once.</summary>
public sealed class SiteFileReader
{
    public const string FileName = "bunraku.yaml";

    private static readonly ImmutableArray<string> SiteKeys =
    [
        "defaults",
        "hiera",
        "images",
        "manifest",
        "modules",
        "puppetfile",
    ];

    private static readonly ImmutableArray<string> ImageKeys =
    [
        "cmd",
        "entrypoint",
        "env",
        "expose",
        "facts",
        "from",
        "healthcheck",
        "labels",
        "node",
        "stopsignal",
        "user",
        "volumes",
        "workdir",
    ];

    private static readonly ImmutableArray<string> HealthCheckKeys =
    [
        "interval",
        "retries",
        "start_period",
        "test",
        "timeout",
    ];

    private readonly TreeReader trees = new();
    private readonly string directory;

    private SiteFileReader(string directory) => this.directory = directory;

    /// <summary>Reads the site in a folder. The site is null when there were errors.</summary>
    public static (SiteFile? Site, ImmutableArray<Diagnostic> Diagnostics) Read(string directory)
    {
        var path = Path.Combine(directory, FileName);
        if (!File.Exists(path))
        {
            return (null, [ImagesDiagnostics.NoSiteFile(directory)]);
        }
        var source = new SourceFile(path, File.ReadAllText(path));
        var result = YamlReader.Read(source);
        if (result.Diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error))
        {
            return (null, result.Diagnostics);
        }
        var reader = new SiteFileReader(Path.GetFullPath(directory));
        var site = reader.ReadSite(result.Tree, source);
        // What is wrong with the defaults is found with each image and told once.
        ImmutableArray<Diagnostic> diagnostics =
        [
            .. result
                .Diagnostics.Concat(reader.trees.Diagnostics)
                .DistinctBy(diagnostic => (diagnostic.Message, diagnostic.Primary))
                .OrderBy(diagnostic => diagnostic.Primary?.Span.Start),
        ];
        return (
            diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error) ? null : site,
            diagnostics
        );
    }

    private SiteFile ReadSite(DataTree? tree, SourceFile source)
    {
        if (tree is null || trees.Mapping(tree, "the site file") is not { } mapping)
        {
            if (tree is null)
            {
                trees.Add(ImagesDiagnostics.WrongKind(source.At(0, 0), "the site file", "a mapping"));
            }
            return new SiteFile(directory);
        }
        trees.RefuseUnknownKeys(mapping, SiteKeys, "a site");
        var defaults = Find(mapping, "defaults") is { } found ? trees.Mapping(found, "`defaults`") : null;
        if (defaults is not null)
        {
            trees.RefuseUnknownKeys(defaults, ImageKeys, "an image");
        }
        return new SiteFile(directory)
        {
            Modules =
            [
                .. (
                    Find(mapping, "modules") is { } modules ? trees.Texts(modules, "`modules`") : ["modules"]
                ).Select(Absolute),
            ],
            Puppetfile = Find(mapping, "puppetfile") is { } puppetfile
                ? ExistingPath(puppetfile, "`puppetfile`")
                : null,
            Manifest = Find(mapping, "manifest") is { } manifest
                ? ExistingPath(manifest, "`manifest`") ?? ""
                : Absolute("manifests"),
            Hiera = Find(mapping, "hiera") is { } hiera ? ExistingPath(hiera, "`hiera`") : DefaultHiera(),
            Images = ReadImages(mapping, defaults, source),
        };
    }

    private string? DefaultHiera() => File.Exists(Absolute("hiera.yaml")) ? Absolute("hiera.yaml") : null;

    private ImmutableArray<ImageDefinition> ReadImages(
        MappingTree site,
        MappingTree? defaults,
        SourceFile source
    )
    {
        if (Find(site, "images") is not { } tree)
        {
            trees.Add(ImagesDiagnostics.NoImages(source.At(site.Span.Start, site.Span.Start)));
            return [];
        }
        if (trees.Mapping(tree, "`images`") is not { } mapping)
        {
            return [];
        }
        return
        [
            .. mapping
                .Entries.Select(entry => ReadImage(entry.Key, entry.Value, defaults))
                .OfType<ImageDefinition>(),
        ];
    }

    private ImageDefinition? ReadImage(DataTree key, DataTree value, MappingTree? defaults)
    {
        if (trees.Text(key, "an image's name") is not { } name)
        {
            return null;
        }
        if (!ImageNames.IsValid(name))
        {
            trees.Add(ImagesDiagnostics.BadImageName(key.Span, name));
            return null;
        }
        var own = value is ScalarTree { Value: null }
            ? new MappingTree(value.Span, [])
            : trees.Mapping(value, $"image `{name}`");
        if (own is null)
        {
            return null;
        }
        trees.RefuseUnknownKeys(own, ImageKeys, "an image");
        var layers = defaults is null ? [own] : new[] { defaults, own };
        var from = Last(layers, "from");
        if (from is null)
        {
            trees.Add(ImagesDiagnostics.NoBase(key.Span, name));
        }
        return new ImageDefinition(name, key.Span)
        {
            From = from is null ? "" : trees.Text(from, "`from`") ?? "",
            FromSpan = (from ?? key).Span,
            NodeName = Last(layers, "node") is { } node
                ? trees.Text(node, "`node`") ?? name
                : name.Replace('/', '.'),
            Facts = ReadFacts(layers),
            Settings = ReadSettings(layers),
        };
    }

    private HashValue ReadFacts(IEnumerable<MappingTree> layers)
    {
        var facts = new HashValue.Builder();
        foreach (var tree in layers.Select(layer => Find(layer, "facts")).OfType<DataTree>())
        {
            foreach (var entry in trees.Mapping(tree, "`facts`")?.Entries ?? [])
            {
                if (trees.Text(entry.Key, "a fact's name") is { } name)
                {
                    facts[name] = ValueTree.ToValue(entry.Value);
                }
            }
        }
        return facts.Build();
    }

    private ImageSettings ReadSettings(MappingTree[] layers) =>
        new()
        {
            Command = Last(layers, "cmd") is { } cmd ? trees.CommandLine(cmd, "`cmd`") : null,
            Entrypoint = Last(layers, "entrypoint") is { } entry
                ? trees.CommandLine(entry, "`entrypoint`")
                : null,
            Environment = Merge(layers, "env"),
            ExposedPorts =
            [
                .. All(layers, "expose").SelectMany(tree => trees.Ports(tree, "`expose`")).Distinct(),
            ],
            Labels = Merge(layers, "labels"),
            User = Last(layers, "user") is { } user ? trees.Text(user, "`user`") : null,
            Volumes =
            [
                .. All(layers, "volumes").SelectMany(tree => trees.Texts(tree, "`volumes`")).Distinct(),
            ],
            WorkingDirectory = Last(layers, "workdir") is { } workdir
                ? trees.Text(workdir, "`workdir`")
                : null,
            StopSignal = Last(layers, "stopsignal") is { } signal ? trees.Text(signal, "`stopsignal`") : null,
            HealthCheck = Last(layers, "healthcheck") is { } check ? ReadHealthCheck(check) : null,
        };

    private HealthCheck? ReadHealthCheck(DataTree tree)
    {
        if (trees.Mapping(tree, "`healthcheck`") is not { } mapping)
        {
            return null;
        }
        trees.RefuseUnknownKeys(mapping, HealthCheckKeys, "a health check");
        if (Find(mapping, "test") is not { } test)
        {
            trees.Add(ImagesDiagnostics.WrongKind(mapping.Span, "`healthcheck`", "a mapping with a `test`"));
            return null;
        }
        // Docker: a line is run by the shell, a list names its kind in its first word.
        ImmutableArray<string> words = test is SequenceTree ? trees.Texts(test, "`test`") : [];
        if (test is SequenceTree && (words.IsEmpty || words[0] is not ("NONE" or "CMD" or "CMD-SHELL")))
        {
            trees.Add(
                ImagesDiagnostics.WrongKind(
                    test.Span,
                    "`test`",
                    "a list that starts with NONE, CMD or CMD-SHELL"
                )
            );
        }
        return new HealthCheck(
            test is SequenceTree ? words : ["CMD-SHELL", trees.Text(test, "`test`") ?? ""],
            Seconds(mapping, "interval"),
            Seconds(mapping, "timeout"),
            Seconds(mapping, "start_period"),
            Find(mapping, "retries") is { } retries
                ? (int)(trees.Integer(retries, "`retries`", 0, 1000) ?? 0)
                : 0
        );
    }

    private double Seconds(MappingTree mapping, string key) =>
        Find(mapping, key) is { } tree ? trees.Seconds(tree, $"`{key}`") ?? 0 : 0;

    private ImmutableArray<KeyValuePair<string, string>> Merge(MappingTree[] layers, string key)
    {
        var merged = new OrderedDictionary<string, string>();
        foreach (var (name, value) in All(layers, key).SelectMany(tree => trees.Pairs(tree, $"`{key}`")))
        {
            merged[name] = value;
        }
        return [.. merged];
    }

    private string? ExistingPath(DataTree tree, string what)
    {
        if (trees.Text(tree, what) is not { } written)
        {
            return null;
        }
        var path = Absolute(written);
        if (Path.Exists(path))
        {
            return path;
        }
        trees.Add(ImagesDiagnostics.MissingPath(tree.Span, what, written));
        return null;
    }

    private string Absolute(string path) => Path.GetFullPath(Path.Combine(directory, path));

    private static DataTree? Last(MappingTree[] layers, string key) => All(layers, key).LastOrDefault();

    private static IEnumerable<DataTree> All(IEnumerable<MappingTree> layers, string key) =>
        layers.Select(layer => Find(layer, key)).OfType<DataTree>();

    private static DataTree? Find(MappingTree mapping, string key) => TreeReader.Find(mapping, key);
}
