using System.Collections.Immutable;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>Where an environment is read from.</summary>
/// <param name="Root">
/// The environment's directory, with <c>hiera.yaml</c>, <c>environment.conf</c>, <c>modules</c>.
/// </param>
public sealed record EnvironmentSource(string Root)
{
    public string Name { get; init; } = "production";

    /// <summary>
    /// Directories with modules, the first winning; read from <c>environment.conf</c> when default.
    /// </summary>
    public ImmutableArray<string> ModulePath { get; init; }

    /// <summary>A manifest or a directory of them; read from <c>environment.conf</c> when null.</summary>
    public string? Manifest { get; init; }

    /// <summary>Code in place of the site's manifests, or null.</summary>
    public string? Code { get; init; }

    /// <summary>How grave is what the setting <c>strict</c> governs while reading code.</summary>
    public Severity? Strict { get; init; } = Severity.Error;

    /// <summary>Module directories of the installation, searched last (<c>$basemodulepath</c>).</summary>
    public ImmutableArray<string> BaseModulePath { get; init; } = [];
}
