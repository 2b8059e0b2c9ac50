using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>Reads <c>hiera.yaml</c> in its versions 3, 4 and 5.</summary>
internal sealed class HieraConfigurationReader
{
    private static readonly ImmutableArray<string> FunctionKeys =
    [
        "data_hash",
        "lookup_key",
        "data_dig",
        "hiera3_backend",
        "v4_data_hash",
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

    private readonly SourceFile file;
    private long version = 5;

    private HieraConfigurationReader(SourceFile file) => this.file = file;

    private string Root => Path.GetDirectoryName(file.Path) ?? "";

    public static HieraConfiguration Read(SourceFile file)
    {
        var reader = new HieraConfigurationReader(file);
        try
        {
            return reader.Read();
        }
        catch (EvaluationException failure)
        {
            return new HieraConfiguration((int)reader.version, file, "") { Failure = failure.Diagnostic };
        }
    }

    private HieraConfiguration Read()
    {
        var result = YamlReader.ReadData(file);
        if (result.Diagnostics.FirstOrDefault(d => d.Severity == Severity.Error) is { } broken)
        {
            throw new EvaluationException(
                broken with
                {
                    Reference = LookupDiagnostics.Evaluation(broken.Reference?.Message ?? broken.Message),
                }
            );
        }
        // A file without a hash in it means Hiera 3 with its defaults, as it always did.
        if (result.Tree is not MappingTree tree)
        {
            var nothing = new ConfigurationTable(new MappingTree(file.At(0, 0), []));
            return ReadVersion3(nothing) with { IsNoHash = true };
        }
        var table = new ConfigurationTable(tree);
        version = VersionOf(table);
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

    /// <summary>The number that the version begins with; 3 where there is none.</summary>
    private static long VersionOf(ConfigurationTable table)
    {
        switch ((table.Find("version") as ScalarTree)?.Value)
        {
            case null or false:
                return 3;
            case long number:
                return number;
            case double number:
                return (long)number;
            case var other:
                var digits = Regex.Match(
                    Convert.ToString(other, CultureInfo.InvariantCulture)!,
                    @"\A\s*([+-]?\d{1,9})"
                );
                return digits.Success ? long.Parse(digits.Groups[1].Value, CultureInfo.InvariantCulture) : 0;
        }
    }

    private HieraConfiguration ReadVersion5(ConfigurationTable table)
    {
        Check(table, ConfigurationShape.Version5, ["defaults", "hierarchy"]);
        var defaults =
            table.Table("defaults")
            ?? new ConfigurationTable(
                new MappingTree(
                    file.At(0, 0),
                    [Default("datadir", "data"), Default("data_hash", "yaml_data")]
                )
            );
        CheckDefaults(defaults);
        var standard = HieraConfiguration.Default(Root);
        var levels = table.Tables("hierarchy");
        if (levels is null && !FunctionKeys.Any(defaults.Contains))
        {
            throw NoFunction("Common", defaults.Place);
        }
        var hierarchy = levels is null ? standard.Hierarchy : Entries(levels, defaults);
        _ = Entries(table.Tables("plan_hierarchy") ?? [], defaults);
        var fallback = Entries(table.Tables("default_hierarchy") ?? [], defaults);
        return standard with
        {
            File = file,
            Hierarchy = hierarchy,
            DefaultHierarchy = fallback,
            DefaultHierarchyPlace = table.PlaceOf("default_hierarchy"),
            LevelFailure = Repeated(hierarchy) ?? Repeated(fallback),
        };
    }

    private KeyValuePair<DataTree, DataTree> Default(string key, string value) =>
        new(new ScalarTree(file.At(0, 0), key), new ScalarTree(file.At(0, 0), value));

    private void CheckDefaults(ConfigurationTable defaults)
    {
        var functions = FunctionKeys.Where(defaults.Contains).ToList();
        if (functions.Count > 1)
        {
            throw Failure(
                "`defaults` names more than one data function",
                defaults.PlaceOf(functions[1]),
                "keep one of them",
                "Only one of data_hash, lookup_key, data_dig, or hiera3_backend can be defined in defaults "
                    + $"(file: {file.Path})",
                "HIERA_MULTIPLE_DATA_PROVIDER_FUNCTIONS_IN_DEFAULT"
            );
        }
        CheckOptions(defaults, null);
    }

    private ImmutableArray<HierarchyEntry> Entries(
        IReadOnlyList<ConfigurationTable> items,
        ConfigurationTable defaults
    ) => [.. items.Select(item => Entry(item, defaults))];

    /// <summary>What is wrong when two levels have one name: told when the levels are used.</summary>
    private Diagnostic? Repeated(ImmutableArray<HierarchyEntry> entries)
    {
        var second = entries
            .Where((entry, i) => entries.Take(i).Any(o => o.Name == entry.Name))
            .FirstOrDefault();
        return second is null
            ? null
            : HieraDiagnostics.RepeatedName(
                file,
                second,
                entries.First(entry => entry.Name == second.Name),
                $@"\s+name:\s+['""]?{Regex.Escape(second.Name)}(?:[^\w]|$)"
            );
    }

    private HierarchyEntry Entry(ConfigurationTable item, ConfigurationTable defaults)
    {
        var name = item.Text("name")!;
        var functions = FunctionKeys.Where(item.Contains).ToList();
        var kind = functions.FirstOrDefault() ?? FunctionKeys.FirstOrDefault(defaults.Contains);
        if (kind is null)
        {
            throw NoFunction(name, item.Place);
        }
        if (functions.Count > 1)
        {
            throw Failure(
                $"the level `{name}` has more than one data function",
                item.PlaceOf(functions[1]),
                "keep one of them, or make two levels",
                "Only one of data_hash, lookup_key, data_dig, or hiera3_backend can be defined in hierarchy "
                    + $"'{name}' (file: {file.Path})",
                "HIERA_MULTIPLE_DATA_PROVIDER_FUNCTIONS"
            );
        }
        var (locationKind, locations) = Locations(item, name);
        CheckOptions(item, name);
        var options = item.Contains("options") ? item.Find("options") : defaults.Find("options");
        return new HierarchyEntry(name, item.PlaceOf("name") ?? item.Place)
        {
            Kind = HierarchyEntry.KindOf(kind),
            IsRuby = kind == "hiera3_backend" && item.Text(kind) is not ("yaml" or "json" or "hocon"),
            Function = item.Text(kind) ?? defaults.Text(kind)!,
            FunctionPlace = item.PlaceOf(kind) ?? defaults.PlaceOf(kind),
            LocationKind = locationKind,
            Locations = locations,
            Datadir = item.Text("datadir") ?? defaults.Text("datadir") ?? "data",
            Options = options is MappingTree tree ? (HashValue)ValueTree.ToValue(tree) : HashValue.Empty,
        };
    }

    private EvaluationException NoFunction(string level, Span place) =>
        Failure(
            $"the level `{level}` has no data function",
            place,
            "give the level `data_hash: yaml_data`, or one for all levels in `defaults`",
            $"One of data_hash, lookup_key, data_dig, or hiera3_backend must be defined in hierarchy '{level}' "
                + $"(file: {file.Path})",
            "HIERA_MISSING_DATA_PROVIDER_FUNCTION"
        );

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
        return keys.FirstOrDefault() is { } key
            ? (HierarchyEntry.LocationOf(key), item.Texts(key))
            : (LocationKind.None, []);
    }

    private void CheckOptions(ConfigurationTable table, string? level)
    {
        if (table.Table("options") is not { } options)
        {
            return;
        }
        foreach (var reserved in new[] { "path", "uri" }.Where(key => options.Find(key) is not null))
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
    }

    private HieraConfiguration ReadVersion4(ConfigurationTable table)
    {
        Check(table, ConfigurationShape.Version4, ["datadir", "hierarchy"]);
        var datadir = table.Text("datadir") ?? "data";
        HierarchyEntry Entry(string name, string backend, Span place, ConfigurationTable? item)
        {
            var isHocon = backend == "hocon";
            return new(name, place)
            {
                Kind = BackendKind.DataHash,
                Function = backend + "_data",
                FunctionPlace = item?.Find("backend")?.Span,
                LocationKind = LocationKind.Path,
                Locations = item?.Texts("paths") is { Length: > 0 } paths
                    ? paths
                    : [item?.Text("path") ?? name],
                Datadir = item?.Text("datadir") ?? datadir,
                Extension = isHocon ? ".conf" : "." + backend,
            };
        }
        ImmutableArray<HierarchyEntry> entries = table.Tables("hierarchy") is { } items
            ?
            [
                .. items.Select(item =>
                    Entry(item.Text("name")!, item.Text("backend")!, item.PlaceOf("name")!.Value, item)
                ),
            ]
            : [Entry("common", "yaml", file.At(0, 0), null)];
        var unknown = entries.FirstOrDefault(entry => !LookupBackend.Names.Contains(entry.Function));
        return new HieraConfiguration(4, file, Root)
        {
            Hierarchy = entries,
            LevelFailure =
                Repeated(entries)
                ?? (unknown is null ? null : HieraDiagnostics.UnknownBackend(file, unknown)),
        };
    }

    private HieraConfiguration ReadVersion3(ConfigurationTable table)
    {
        var backends = table.Texts("backends") is { Length: > 0 } given ? given : ["yaml"];
        Check(
            table,
            ConfigurationShape.Version3(backends),
            ["version", "backends", "hierarchy", "merge_behavior", "deep_merge_options"]
        );
        ImmutableArray<string> hierarchy = table.Contains("hierarchy")
            ? table.Texts("hierarchy")
            : ["nodes/%{::trusted.certname}", "common"];
        var entries = backends.Select(backend =>
        {
            var section = table.Find(backend) is MappingTree tree
                ? (HashValue)ValueTree.ToValue(tree)
                : HashValue.Empty;
            var isEyaml = backend == "eyaml";
            return new HierarchyEntry(backend, table.PlaceOf("backends") ?? table.Place)
            {
                Kind = isEyaml ? BackendKind.LookupKey : BackendKind.DataHash,
                Function = isEyaml ? "eyaml_lookup_key" : backend + "_data",
                IsRuby = !isEyaml && !LookupBackend.Names.Contains(backend + "_data"),
                LocationKind = LocationKind.Path,
                Locations = hierarchy,
                Datadir = section.Find("datadir") is StringValue { Text: var text } ? text : null,
                Options = isEyaml ? section : HashValue.Empty,
                Extension =
                    "." + (section.Find("extension")?.ToString() ?? (backend == "hocon" ? "conf" : backend)),
            };
        });
        var options = table.Find("deep_merge_options") is MappingTree merge
            ? (HashValue)ValueTree.ToValue(merge)
            : HashValue.Empty;
        var repeated = backends.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1)?.Key;
        return new HieraConfiguration(3, file, Root)
        {
            Hierarchy = [.. entries],
            HashMerge = MergeStrategy.OfHiera3(table.Text("merge_behavior"), options),
            LevelFailure = repeated is null
                ? null
                : HieraDiagnostics.RepeatedBackend(file, repeated, table.PlaceOf("backends")),
        };
    }

    /// <summary>Compares the file with its shape; everything that is wrong is told at once.</summary>
    /// <param name="mayBeNull">Keys that stand for their default when they have no value.</param>
    private void Check(ConfigurationTable table, StructType shape, ImmutableArray<string> mayBeNull)
    {
        var given = new HashValue.Builder();
        foreach (var (key, value) in ((HashValue)ValueTree.ToValue(table.Tree)).Entries)
        {
            if (!(value is UndefValue && mayBeNull.Contains(key.ToString())))
            {
                given[key] = value;
            }
        }
        var value5 = given.Build();
        var problems = TypeMismatch.Problems(shape, value5);
        if (problems.IsEmpty)
        {
            return;
        }
        var subject = $"The Lookup Configuration at '{file.Path}' has wrong type,";
        var sentence = TypeMismatch.Describe(subject, shape, TypeInference.Of(value5));
        throw new EvaluationException(
            HieraDiagnostics.ConfigurationShape(problems, problem => PlaceOf(table.Tree, problem), sentence)
        );
    }

    /// <summary>The place of a problem: the key or value that its way leads to, as far as it goes.</summary>
    private static Span PlaceOf(MappingTree root, ValueMismatch problem)
    {
        DataTree tree = root;
        foreach (var (key, isKey) in problem.Way)
        {
            var entry = (tree as MappingTree)?.Entries.FirstOrDefault(entry =>
                entry.Key is ScalarTree scalar
                && Convert.ToString(scalar.Value, CultureInfo.InvariantCulture) == key
            );
            if (entry is { Key: { } found })
            {
                tree = isKey ? found : entry.Value.Value;
            }
            else if (
                tree is SequenceTree list
                && int.TryParse(key, CultureInfo.InvariantCulture, out var index)
                && index < list.Items.Length
            )
            {
                tree = list.Items[index];
            }
        }
        // A key that nobody knows is named at the end of its sentence.
        const string Unknown = "unrecognized key '";
        var at = problem.Sentence.LastIndexOf(Unknown, StringComparison.Ordinal);
        return
            at >= 0
            && tree is MappingTree mapping
            && new ConfigurationTable(mapping).PlaceOf(problem.Sentence[(at + Unknown.Length)..^1])
                is { } place
            ? place
            : tree.Span;
    }

    private static EvaluationException Failure(
        string problem,
        Span? at,
        string? help,
        string sentence,
        string issueCode
    ) => new(HieraDiagnostics.Configuration(problem, at, help, LookupDiagnostics.Plain(sentence, issueCode)));
}
