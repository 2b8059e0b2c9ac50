using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>What the top scope holds before any code runs: facts, <c>$trusted</c>, settings.</summary>
internal static class TopVariables
{
    /// <summary>The version of the reference implementation whose language this is.</summary>
    private const string ReferenceVersion = "7.23.0";

    public static void Fill(Compilation compilation)
    {
        var request = compilation.Request;
        var scope = compilation.TopScope;
        foreach (var (name, value) in request.Parameters.Entries)
        {
            Assign(scope, name.ToString(), value);
        }
        // Facts that are not found yet are looked up when a variable is.
        foreach (var (name, value) in compilation.Facts.Values.IsOpen ? [] : compilation.Facts.Values.Entries)
        {
            if (request.Parameters.Find(name) is { } earlier)
            {
                compilation.WarnOnce(ParameterTaken(request.NodeName, name, earlier, value));
            }
            else
            {
                Assign(scope, name.ToString(), value);
            }
        }
        if (request.HasClientFacts)
        {
            scope.TryAssign("clientcert", request.NodeName);
            scope.TryAssign("clientversion", ReferenceVersion);
            scope.TryAssign("clientnoop", false);
        }
        scope.TryAssign("environment", compilation.EnvironmentName);
        scope.TryAssign("trusted", request.Trusted ?? TrustedFacts.Of(request.NodeName));
        scope.TryAssign("server_facts", request.ServerFacts);
        scope.TryAssign("facts", compilation.Facts.Values);
        foreach (var name in new[] { "title", "name" })
        {
            if (!scope.TryAssign(name, "main"))
            {
                throw new EvaluationException(CompilerDiagnostics.ParameterNotAssignable(name, false));
            }
        }
    }

    /// <summary>The environment's name is told by the environment alone.</summary>
    private static void Assign(Scope scope, string name, Value value)
    {
        if (name is "facts" or "trusted" or "server_facts")
        {
            throw new EvaluationException(CompilerDiagnostics.ParameterNotAssignable(name, true));
        }
        if (name != "environment")
        {
            scope.TryAssign(name, value);
        }
    }

    private static string ParameterTaken(string node, Value name, Value earlier, Value value) =>
        $"The node parameter '{name}' for node '{node}' was already set to '{earlier}'. "
        + $"It could not be set to '{value}'";

    /// <summary>The class <c>settings</c>, whose variables are <c>$settings::strict</c> and so on.</summary>
    public static void AddSettings(Compilation compilation)
    {
        var settings = EmptyDefinition.Settings;
        var resource = new DeclaredResource(new("Class", "Settings"), compilation.TopScope, settings)
        {
            IsEvaluated = true,
        };
        compilation.Catalog.Add(resource);
        compilation.Catalog.AddClass(settings.Name);
        var scope = new Scope(
            compilation,
            ScopeKind.Class,
            compilation.TopScope,
            Scope.EmptyLayout,
            settings,
            resource
        )
        {
            Late = () => Settings(compilation),
        };
        compilation.AddClassScope(settings.Name, scope);
        Stages.Place(resource, CallSite.At(null, CallSite.ResourceStatement));
    }

    private static Dictionary<string, Value> Settings(Compilation compilation)
    {
        var environment = compilation.Environment;
        var shown = SettingValues.Of(compilation.Request.NodeName);
        foreach (var (name, value) in compilation.Settings.Shown.Entries)
        {
            shown[name] = value;
        }
        shown["environment"] = compilation.EnvironmentName;
        shown["manifest"] = environment.ManifestPath;
        shown["modulepath"] = string.Join(':', environment.ModulePath);
        shown["config_version"] = environment.VersionCommand ?? "";
        shown["environment_timeout"] = SettingValues.Seconds(environment.Timeout);
        shown["strict"] = compilation.Settings.Strict?.ToString().ToLowerInvariant() ?? "off";
        shown["strict_variables"] = compilation.Settings.StrictVariables;
        var all = shown.Build();
        var variables = all.Pairs.ToDictionary(pair => pair.Key.ToString(), pair => pair.Value);
        variables["all_local"] = all;
        return variables;
    }
}
