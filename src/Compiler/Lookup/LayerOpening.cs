using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>Finds the configuration of each layer, the old ways of naming a data provider included.</summary>
internal static class LayerOpening
{
    private const string FileName = "hiera.yaml";

    public static LookupLayer Global(HieraLookup lookup)
    {
        if (lookup.Settings.GlobalConfiguration is not { } path)
        {
            return new LookupLayer(LayerKind.Global, null, HieraConfiguration.Nothing);
        }
        var root = Path.GetDirectoryName(path) ?? "";
        return Open(lookup, LayerKind.Global, null, root, Path.GetFileName(path))
            ?? new LookupLayer(LayerKind.Global, null, HieraConfiguration.Default(root));
    }

    public static LookupLayer? Environment(HieraLookup lookup)
    {
        if (lookup.Settings.EnvironmentDirectory is not { } directory)
        {
            return null;
        }
        var layer = Open(lookup, LayerKind.Environment, null, directory);
        if (SettingOf(lookup, directory) is not { } provider)
        {
            return layer;
        }
        var setting = $"environment_data_provider='{provider}'";
        var source = $"\n   (file: {Path.Combine(directory, "environment.conf")})";
        if (layer is { Configuration.Version: >= 5 })
        {
            Deprecated(lookup, $"Defining {setting} in environment.conf is deprecated{source}");
            if (provider != "hiera")
            {
                var configuration = layer.Configuration.Path;
                Deprecated(
                    lookup,
                    $"The {setting} setting is ignored since '{configuration}' version >= 5{source}"
                );
            }
            return layer;
        }
        var advice = layer is null ? " A 'hiera.yaml' file should be used instead" : "";
        Deprecated(lookup, $"Defining {setting} in environment.conf is deprecated.{advice}{source}");
        return Provided(lookup, provider, LayerKind.Environment, null, directory, layer);
    }

    public static LookupLayer? Module(HieraLookup lookup, string name)
    {
        if (lookup.Settings.ModuleDirectory(name) is not { } directory)
        {
            return null;
        }
        var layer = Open(lookup, LayerKind.Module, name, directory);
        if (DataProviderOf(lookup, directory) is not { } provider)
        {
            return layer;
        }
        var setting = $"\"data_provider\": \"{provider}\"";
        var source = $"\n   (file: {Path.Combine(directory, "metadata.json")})";
        if (layer is { Configuration.Version: >= 5 })
        {
            Deprecated(
                lookup,
                $"Defining {setting} in metadata.json is deprecated. It is ignored since a 'hiera.yaml' with "
                    + $"version >= 5 is present{source}"
            );
            return layer;
        }
        var advice = layer is null ? " A 'hiera.yaml' file should be used instead" : "";
        Deprecated(lookup, $"Defining {setting} in metadata.json is deprecated.{advice}{source}");
        return Provided(lookup, provider, LayerKind.Module, name, directory, layer);
    }

    private static LookupLayer? Provided(
        HieraLookup lookup,
        string provider,
        LayerKind kind,
        string? module,
        string directory,
        LookupLayer? layer
    )
    {
        switch (provider)
        {
            case "none":
                return null;
            case "hiera":
                return layer ?? new LookupLayer(kind, module, HieraConfiguration.Default(directory));
            case "function":
                var function = (module ?? "environment") + "::data";
                Deprecated(
                    lookup,
                    $"Using of legacy data provider function '{function}'. Please convert to a 'data_hash' "
                        + "function\n   (file & line not available)"
                );
                return new LookupLayer(kind, module, HieraConfiguration.LegacyFunction(directory, function));
            default:
                throw new EvaluationException(
                    HieraDiagnostics.UnknownDataProvider(provider, lookup.Settings.EnvironmentName)
                );
        }
    }

    private static void Deprecated(HieraLookup lookup, string message)
    {
        if (lookup.Settings.Strict is not null)
        {
            lookup.WarnOnce(message);
        }
    }

    /// <summary>What <c>environment.conf</c> names as <c>environment_data_provider</c>, or null.</summary>
    private static string? SettingOf(HieraLookup lookup, string directory)
    {
        var path = Path.Combine(directory, "environment.conf");
        if (!File.Exists(path))
        {
            return null;
        }
        return lookup
            .Settings.Files.Read(path, file => file)
            .Text.Split('\n')
            .Select(line => line.Split('=', 2))
            .Where(parts => parts.Length == 2 && parts[0].Trim() == "environment_data_provider")
            .Select(parts => parts[1].Trim())
            .LastOrDefault();
    }

    private static string? DataProviderOf(HieraLookup lookup, string directory)
    {
        var path = Path.Combine(directory, "metadata.json");
        if (!File.Exists(path))
        {
            return null;
        }
        var tree = lookup.Settings.Files.Read(path, file => JsonReader.Read(file)).Tree as MappingTree;
        return tree is null ? null : new ConfigurationTable(tree).Text("data_provider");
    }

    private static LookupLayer? Open(
        HieraLookup lookup,
        LayerKind kind,
        string? moduleName,
        string directory,
        string file = FileName
    )
    {
        var path = Path.Combine(directory, file);
        if (!File.Exists(path))
        {
            return null;
        }
        var configuration = lookup.Settings.Files.Read(path, HieraConfigurationReader.Read);
        LayerRules.WarnOfAge(configuration, lookup);
        if (configuration.Failure is { } failure)
        {
            throw new EvaluationException(
                kind == LayerKind.Global && failure.Reference is { HasPlace: true, Place: null } reference
                    ? failure with
                    {
                        Reference = LookupDiagnostics.GlobalFailure(LookupKey.Options, reference.Message),
                    }
                    : failure
            );
        }
        return LayerRules.Check(configuration, kind, lookup)
            ? new LookupLayer(kind, moduleName, configuration)
            : null;
    }
}
