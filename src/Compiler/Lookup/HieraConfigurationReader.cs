using System.Collections.Immutable;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>Reads <c>hiera.yaml</c> in its versions 3, 4 and 5.</summary>
internal sealed class HieraConfigurationReader
{
    private const string DefaultDatadir3 = "hieradata";

    private static readonly ImmutableArray<string> FunctionKeys =
    [
        "data_hash",
        "lookup_key",
        "data_dig",
        "hiera3_backend",
    ];

    private static readonly ImmutableArray<string> LocationKeys =
    [
        "path",
        "paths",
        "glob",
        "globs",
        "uri",
        "uris",
        "mapped_paths",
    ];

    private static readonly ImmutableArray<string> EntryKeys =
    [
        "name",
        "options",
        "datadir",
        .. FunctionKeys,
        .. LocationKeys,
    ];

    private readonly SourceFile file;

    private HieraConfigurationReader(SourceFile file) => this.file = file;

    private string Root => Path.GetDirectoryName(file.Path) ?? "";

    public static HieraConfiguration Read(SourceFile file)
    {
        try
        {
            return new HieraConfigurationReader(file).Read();
        }
        catch (EvaluationException failure)
        {
            return new HieraConfiguration(5, file, "") { Failure = failure.Diagnostic };
        }
    }

    private HieraConfiguration Read()
    {
        var result = YamlReader.Read(file);
        if (result.Diagnostics.FirstOrDefault(d => d.Severity == Severity.Error) is { } broken)
        {
            throw new EvaluationException(
                broken with
                {
                    Reference = LookupDiagnostics.Plain($"({file.Path}): {broken.Message}"),
                }
            );
        }
        // A file without a hash in it means Hiera 3 with its defaults, as it always did.
        var table = ConfigurationTable.Of(result.Tree ?? new MappingTree(file.At(0, 0), []), "", Fail);
        var version = table.Find("version") switch
        {
            null => 3,
            ScalarTree { Value: long number } => (int)number,
            var other => throw Fail(
                "`version` is a number",
                other.Span,
                null,
                "entry 'version' expects an Integer value"
            ),
        };
        return version switch
        {
            5 => ReadVersion5(table),
            4 => ReadVersion4(table),
            3 => ReadVersion3(table),
            _ => throw Failure(
                $"there is no version {version}",
                table.Find("version")?.Span,
                "versions 5 and 3 are supported",
                $"This runtime does not support hiera.yaml version {version} (file: {file.Path})",
                "HIERA_UNSUPPORTED_VERSION"
            ),
        };
    }

    private HieraConfiguration ReadVersion5(ConfigurationTable table)
    {
        table.Allow(["version", "defaults", "hierarchy", "plan_hierarchy", "default_hierarchy"]);
        var defaults =
            table.Table("defaults")
            ?? ConfigurationTable.Of(
                new MappingTree(
                    file.At(0, 0),
                    [Default("datadir", "data"), Default("data_hash", "yaml_data")]
                ),
                "",
                Fail
            );
        defaults.Allow(["options", "datadir", .. FunctionKeys]);
        var standard = HieraConfiguration.Default(Root);
        return standard with
        {
            File = file,
            Hierarchy = Entries(table, "hierarchy", defaults) ?? standard.Hierarchy,
            DefaultHierarchy = Entries(table, "default_hierarchy", defaults) ?? [],
            DefaultHierarchyPlace = table.PlaceOf("default_hierarchy"),
        };
    }

    private KeyValuePair<DataTree, DataTree> Default(string key, string value) =>
        new(new ScalarTree(file.At(0, 0), key), new ScalarTree(file.At(0, 0), value));

    private ImmutableArray<HierarchyEntry>? Entries(
        ConfigurationTable table,
        string key,
        ConfigurationTable defaults
    )
    {
        if (table.Tables(key) is not { } items)
        {
            return null;
        }
        var entries = ImmutableArray.CreateBuilder<HierarchyEntry>();
        foreach (var item in items)
        {
            var entry = Entry(item, defaults);
            if (entries.FirstOrDefault(other => other.Name == entry.Name) is { } first)
            {
                throw FailureAt(
                    $"two levels are called `{entry.Name}`",
                    entry.Place,
                    "give each level its own name",
                    $"Hierarchy name '{entry.Name}' defined more than once. First defined at "
                        + $"(line: {first.Place.Line})",
                    "HIERA_HIERARCHY_NAME_MULTIPLY_DEFINED"
                );
            }
            entries.Add(entry);
        }
        return entries.ToImmutable();
    }

    private HierarchyEntry Entry(ConfigurationTable item, ConfigurationTable defaults)
    {
        item.Allow(EntryKeys);
        var name = item.Required("name");
        var functions = FunctionKeys.Where(item.Contains).ToList();
        var kind = functions.FirstOrDefault() ?? FunctionKeys.FirstOrDefault(defaults.Contains);
        if (functions.Count > 1 || kind is null)
        {
            var keys = "data_hash, lookup_key, data_dig, or hiera3_backend";
            throw Failure(
                functions.Count > 1
                    ? $"the level `{name}` has more than one data function"
                    : $"the level `{name}` has no data function",
                item.Place,
                "give the level `data_hash: yaml_data`, or one for all levels in `defaults`",
                functions.Count > 1
                    ? $"Only one of {keys} can be defined in hierarchy '{name}' (file: {file.Path})"
                    : $"One of {keys} must be defined in hierarchy '{name}' (file: {file.Path})",
                functions.Count > 1
                    ? "HIERA_MULTIPLE_DATA_PROVIDER_FUNCTIONS"
                    : "HIERA_MISSING_DATA_PROVIDER_FUNCTION"
            );
        }
        RefuseBackend3(kind, functions.Count > 0 ? item : defaults, name);
        var (locationKind, locations) = Locations(item, name);
        return new HierarchyEntry(name, item.PlaceOf("name") ?? item.Place)
        {
            Kind = kind switch
            {
                "data_hash" => BackendKind.DataHash,
                "lookup_key" => BackendKind.LookupKey,
                _ => BackendKind.DataDig,
            },
            Function = item.Text(kind) ?? defaults.Text(kind)!,
            LocationKind = locationKind,
            Locations = locations,
            Datadir = item.Text("datadir") ?? defaults.Text("datadir") ?? "data",
            Options =
                (item.Contains("options") ? Options(item, name) : Options(defaults, null)) ?? HashValue.Empty,
        };
    }

    private void RefuseBackend3(string kind, ConfigurationTable table, string name)
    {
        if (kind == "hiera3_backend")
        {
            var backend = table.Text(kind)!;
            throw FailureAt(
                $"the level `{name}` uses a Hiera 3 backend, which is Ruby code",
                table.PlaceOf(kind)!.Value,
                $"use `data_hash: {backend}_data`, or a data function in the Puppet language",
                "'hiera3_backend' is only allowed in the global layer",
                "HIERA_V3_BACKEND_NOT_GLOBAL"
            );
        }
    }

    private (LocationKind Kind, ImmutableArray<string> Locations) Locations(
        ConfigurationTable item,
        string name
    )
    {
        var keys = LocationKeys.Where(item.Contains).ToList();
        if (keys.Count > 1)
        {
            throw Failure(
                $"the level `{name}` has both `{keys[0]}` and `{keys[1]}`",
                item.PlaceOf(keys[1]),
                "keep one of them, or make two levels",
                "Only one of path, paths, glob, globs, uri, uris, or mapped_paths can be defined in hierarchy "
                    + $"'{name}' (file: {file.Path})",
                "HIERA_MULTIPLE_LOCATION_SPECS"
            );
        }
        var key = keys.FirstOrDefault();
        switch (key)
        {
            case "path" or "glob":
                return (key == "path" ? LocationKind.Path : LocationKind.Glob, [item.Text(key)!]);
            case "paths" or "globs":
                return (key == "paths" ? LocationKind.Path : LocationKind.Glob, item.Texts(key));
            case "mapped_paths":
                return item.Texts("mapped_paths") is { Length: 3 } triplet
                    ? (LocationKind.MappedPaths, triplet)
                    : throw Fail(
                        "`mapped_paths` is a variable, a name for its elements, and a path",
                        item.PlaceOf("mapped_paths"),
                        "write `mapped_paths: [services, service, \"services/%{service}.yaml\"]`",
                        $"{item.Path}entry 'mapped_paths' expects size to be 3, got {item.Texts("mapped_paths").Length}"
                    );
            case "uri" or "uris":
                throw Fail(
                    $"the level `{name}` takes its data from a URI",
                    item.PlaceOf(key),
                    "keep the data in files: `path: common.yaml`",
                    $"{item.Path}unrecognized key '{key}'"
                );
            default:
                return (LocationKind.None, []);
        }
    }

    private HashValue? Options(ConfigurationTable table, string? level)
    {
        if (table.Table("options") is not { } options)
        {
            return null;
        }
        foreach (var reserved in new[] { "path", "uri" }.Where(options.Contains))
        {
            var place = level is null ? "defaults" : $"hierarchy '{level}'";
            throw Failure(
                $"the option `{reserved}` cannot be set, it is made from the level's paths",
                options.PlaceOf(reserved),
                "give the option another name",
                $"Option key '{reserved}' used in {place} is reserved by Puppet (file: {file.Path})",
                level is null ? "HIERA_DEFAULT_OPTION_RESERVED_BY_PUPPET" : "HIERA_OPTION_RESERVED_BY_PUPPET"
            );
        }
        return (HashValue)DataValue.Of(options.Tree);
    }

    private HieraConfiguration ReadVersion4(ConfigurationTable table)
    {
        table.Allow(["version", "datadir", "hierarchy"]);
        var datadir = table.Text("datadir") ?? "data";
        var entries =
            from item in table.Tables("hierarchy") ?? []
            let backend = item.Required("backend")
            let name = item.Required("name")
            select new HierarchyEntry(name, item.Place)
            {
                Kind = BackendKind.DataHash,
                Function = backend + "_data",
                LocationKind = LocationKind.Path,
                Locations = item.Contains("paths") ? item.Texts("paths") : [item.Text("path") ?? name],
                Datadir = item.Text("datadir") ?? datadir,
                Extension = "." + backend,
            };
        return new HieraConfiguration(4, file, Root) { Hierarchy = [.. entries] };
    }

    private HieraConfiguration ReadVersion3(ConfigurationTable table)
    {
        var backends = table.Contains("backends") ? table.Texts("backends") : ["yaml"];
        table.Allow([
            "version",
            "backends",
            "logger",
            "merge_behavior",
            "deep_merge_options",
            "hierarchy",
            .. backends,
        ]);
        var hierarchy = table.Contains("hierarchy")
            ? table.Texts("hierarchy")
            : ["nodes/%{::trusted.certname}", "common"];
        var entries = backends.Select(backend => new HierarchyEntry(
            backend,
            table.PlaceOf("backends") ?? table.Place
        )
        {
            Kind = BackendKind.DataHash,
            Function = backend + "_data",
            LocationKind = LocationKind.Path,
            Locations = hierarchy,
            Datadir = table.Table(backend)?.Text("datadir") ?? DefaultDatadir3,
            Extension =
                "." + (table.Table(backend)?.Text("extension") ?? (backend == "hocon" ? "conf" : backend)),
        });
        var options = table.Table("deep_merge_options") is { } merge
            ? (HashValue)DataValue.Of(merge.Tree)
            : null;
        return new HieraConfiguration(3, file, Root)
        {
            Hierarchy = [.. entries],
            HashMerge = MergeStrategy.OfHiera3(table.Text("merge_behavior"), options ?? HashValue.Empty),
        };
    }

    private EvaluationException Fail(string problem, Span? at, string? help, string referenceProblem) =>
        new(
            LookupDiagnostics.Configuration(
                problem,
                at,
                help,
                LookupDiagnostics.Evaluation(
                    $"The Lookup Configuration at '{file.Path}' has wrong type, {referenceProblem}"
                )
            )
        );

    private static EvaluationException Failure(
        string problem,
        Span? at,
        string? help,
        string sentence,
        string issueCode
    ) =>
        new(LookupDiagnostics.Configuration(problem, at, help, LookupDiagnostics.Plain(sentence, issueCode)));

    private static EvaluationException FailureAt(
        string problem,
        Span at,
        string help,
        string sentence,
        string issueCode
    ) =>
        new(
            LookupDiagnostics.Configuration(
                problem,
                at,
                help,
                LookupDiagnostics.AtLine(sentence, issueCode, at)
            )
        );
}
