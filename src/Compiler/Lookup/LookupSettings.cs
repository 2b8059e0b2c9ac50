using System.Collections.Immutable;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>What lookups need to know of the compilation they serve.</summary>
internal sealed record LookupSettings
{
    /// <summary>The data files of the environment, read once for all its compilations.</summary>
    public required DataFiles Files { get; init; }

    /// <summary>
    /// The path of the global <c>hiera.yaml</c>, which need not exist; null for no global layer.
    /// </summary>
    public string? GlobalConfiguration { get; init; }

    /// <summary>Where the environment's <c>hiera.yaml</c> would be; null for no environment layer.</summary>
    public string? EnvironmentDirectory { get; init; }

    public string EnvironmentName { get; init; } = "production";

    /// <summary>The directory of a module, or null when there is no such module.</summary>
    public required Func<string, string?> ModuleDirectory { get; init; }

    /// <summary>How grave doubtful data is (the setting <c>strict</c>); null for not at all.</summary>
    public Severity? Strict { get; init; } = Severity.Error;

    /// <summary>Writes down the steps of lookups, or null.</summary>
    public Explainer? Explainer { get; init; }

    /// <summary>Logs a warning.</summary>
    public required Action<string> Warn { get; init; }

    /// <summary>Calls a function of the language, or returns null when there is none of that name.</summary>
    public required Func<string, ImmutableArray<Value>, Value?> Call { get; init; }
}
