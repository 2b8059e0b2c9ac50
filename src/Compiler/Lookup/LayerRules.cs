using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>Which versions and keys of <c>hiera.yaml</c> each layer takes.</summary>
internal static class LayerRules
{
    /// <summary>Tells that an old version is old.</summary>
    public static void WarnOfAge(HieraConfiguration configuration, HieraLookup lookup)
    {
        var file = configuration.File!;
        if (configuration.IsNoHash)
        {
            lookup.WarnOnce(
                $"{file.Path}: File exists but does not contain a valid YAML hash. "
                    + "Falling back to Hiera version 3 default config"
            );
        }
        if (configuration.Version is 3 or 4 && lookup.Settings.Strict is not null)
        {
            lookup.WarnOnce(
                "hiera.yaml",
                $"{file.Path}: Use of 'hiera.yaml' version {configuration.Version} is deprecated. "
                    + $"It should be converted to version 5\n   (file: {file.Path})"
            );
        }
    }

    /// <summary>Whether the layer can use the configuration; throws or warns when it cannot.</summary>
    public static bool Check(HieraConfiguration configuration, LayerKind kind, HieraLookup lookup)
    {
        var file = configuration.File!;
        if (kind != LayerKind.Module && configuration.DefaultHierarchyPlace is { } place)
        {
            throw new EvaluationException(
                HieraDiagnostics.Configuration(
                    "`default_hierarchy` is only allowed in the module layer",
                    place,
                    "put these levels at the end of `hierarchy`",
                    LookupDiagnostics.AtLine(
                        "'default_hierarchy' is only allowed in the module layer",
                        "HIERA_DEFAULT_HIERARCHY_NOT_IN_MODULE",
                        place
                    )
                )
            );
        }
        if (kind == LayerKind.Global && configuration.Version == 4)
        {
            throw Failure(
                "version 4 is no global configuration",
                file.At(0, 0),
                "write it in version 5",
                $"hiera.yaml version 4 cannot be used in the global layer (file: {file.Path})",
                "HIERA_UNSUPPORTED_VERSION_IN_GLOBAL"
            );
        }
        CheckRubyBackends(configuration, kind);
        if (kind == LayerKind.Global || configuration.Version > 3)
        {
            return true;
        }
        var where = kind == LayerKind.Module ? "module" : "environment";
        if (lookup.Settings.Strict == Severity.Error)
        {
            throw Failure(
                "version 3 is a global configuration only",
                file.At(0, 0),
                "name it with `--hiera_config`, or write it in version 5",
                $"hiera.yaml version 3 cannot be used in {(kind == LayerKind.Module ? "a" : "an")} {where} "
                    + $"(file: {file.Path})",
                "HIERA_VERSION_3_NOT_GLOBAL"
            );
        }
        var found = kind == LayerKind.Module ? "module root" : "the environment root";
        lookup.WarnOnce($"hiera.yaml version 3 found at {found} was ignored\n   (file: {file.Path})");
        return false;
    }

    private static void CheckRubyBackends(HieraConfiguration configuration, LayerKind kind)
    {
        var entries = configuration.Hierarchy.Concat(configuration.DefaultHierarchy);
        var entry = entries.FirstOrDefault(entry => entry.Kind == BackendKind.Hiera3);
        if (entry is not null && (kind != LayerKind.Global || !entry.IsRuby))
        {
            throw new EvaluationException(
                HieraDiagnostics.RubyBackend(configuration.File!, entry, kind == LayerKind.Global)
            );
        }
    }

    private static EvaluationException Failure(
        string problem,
        Span at,
        string help,
        string sentence,
        string issueCode
    ) => new(HieraDiagnostics.Configuration(problem, at, help, LookupDiagnostics.Plain(sentence, issueCode)));
}
