using System.Collections.Immutable;
using Bunraku.Model;
using Bunraku.Ruby;
using Bunraku.Text;

namespace Bunraku.Apply;

/// <summary>Where facts come from beside what the machine itself tells.</summary>
public sealed record FactSources
{
    /// <summary>The machine alone.</summary>
    public static FactSources None { get; } = new();

    /// <summary>Facts that were given, and win over all others.</summary>
    public HashValue Given { get; init; } = HashValue.Empty;

    /// <summary>
    /// Folders of files and programs that tell facts, on the host; the first to tell one wins.
    /// </summary>
    public ImmutableArray<string> ExternalFolders { get; init; } = [];

    /// <summary>Folders of Ruby files that add facts, on this machine.</summary>
    public ImmutableArray<string> CustomFolders { get; init; } = [];

    /// <summary>What these files may require.</summary>
    public ModuleLibraries Libraries { get; init; } = ModuleLibraries.None;

    /// <summary>Whether Puppet's own facts are among them.</summary>
    public bool WithPuppet { get; init; }

    /// <summary>Facts that shall not be found, by name.</summary>
    public ImmutableHashSet<string> Blocked { get; init; } = [];

    public bool BlocksLegacy => Blocked.Contains(FactGroups.Legacy);

    /// <summary>Hears of facts that could not be found; the others are not touched by that.</summary>
    public Action<Diagnostic> OnProblem { get; init; } = _ => { };

    /// <summary>Hears what the code of facts has to say.</summary>
    public Action<LogLevel, string> OnLog { get; init; } = (_, _) => { };

    /// <summary>Where what the code of facts prints goes.</summary>
    public RubyOutput Output { get; init; } = RubyOutput.None;

    /// <summary>Hears how long a fact took to be found.</summary>
    public Action<string, TimeSpan> OnTiming { get; init; } = (_, _) => { };
}
