using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>How far a case goes.</summary>
public enum OutcomeMode
{
    Run,
    Parse,
    EppParse,
}

/// <summary>
/// A manifest with everything that decides what comes of it: what two implementations are compared by.
/// </summary>
public sealed record OutcomeCase(string Id)
{
    public const string DefaultNode = "web01.example.com";

    public OutcomeMode Mode { get; init; } = OutcomeMode.Run;

    /// <summary>The main manifest, or null when those of the environment are all there is.</summary>
    public string? Manifest { get; init; }

    /// <summary>The environment's folder when there is one; otherwise one is made for the files.</summary>
    public string? Folder { get; init; }

    /// <summary>The environment's files by their relative paths.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Files { get; init; } = [];

    /// <summary>Whether the manifests are those in the environment's folder.</summary>
    public bool ReadsManifests { get; init; }

    public string Node { get; init; } = DefaultNode;

    public HashValue? Facts { get; init; }

    public HashValue? Trusted { get; init; }

    /// <summary>Classes and top-scope variables that an external node classifier named.</summary>
    public ImmutableArray<KeyValuePair<string, HashValue>> Classes { get; init; } = [];

    public HashValue Parameters { get; init; } = HashValue.Empty;

    /// <summary>The text of the Hiera configuration above the environment's.</summary>
    public string? GlobalHiera { get; init; }

    public CompileSettings Settings { get; init; } = CompileSettings.Default;

    /// <summary>Where installed modules are; none when default.</summary>
    public ImmutableArray<string> ModulePath { get; init; }
}
