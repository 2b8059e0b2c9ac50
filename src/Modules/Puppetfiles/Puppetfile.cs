using System.Collections.Immutable;
using Bunraku.Text;

namespace Bunraku.Modules;

/// <summary>What a Puppetfile asks for, in any of its dialects.</summary>
public sealed record Puppetfile(SourceFile File)
{
    /// <summary>The Forge to ask, or null for the one of the settings.</summary>
    public string? Forge { get; init; }

    /// <summary>Where modules are put, relative to the file.</summary>
    public string ModuleDirectory { get; init; } = "modules";

    /// <summary>In the order of the file.</summary>
    public ImmutableArray<PuppetfileModule> Modules { get; init; } = [];

    /// <summary>
    /// Where <c>metadata</c> stands, which adds the dependencies of the module that the file lies in.
    /// </summary>
    public Span? Metadata { get; init; }

    /// <summary>The directory that the file lies in.</summary>
    public string Directory => Path.GetDirectoryName(Path.GetFullPath(File.Path))!;
}

/// <summary>One <c>mod</c> of a Puppetfile.</summary>
public sealed record PuppetfileModule(ModuleName Name, ModuleSource Source, Span Place);

/// <summary>A Puppetfile as far as it could be read, and what is wrong with it.</summary>
public sealed record PuppetfileResult(Puppetfile Puppetfile, ImmutableArray<Diagnostic> Diagnostics);
