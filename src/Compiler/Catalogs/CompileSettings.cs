using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>What the settings of the tool say about compiling.</summary>
public sealed record CompileSettings
{
    public static readonly CompileSettings Default = new();

    /// <summary>The setting <c>strict</c>: how grave doubtful code is; null is <c>off</c>.</summary>
    public Severity? Strict { get; init; } = Severity.Error;

    /// <summary>Whether an unknown variable is an error whatever <see cref="Strict"/> says.</summary>
    public bool StrictVariables { get; init; } = true;

    /// <summary>The Hiera configuration above the environment's, or null.</summary>
    public string? GlobalHiera { get; init; }

    /// <summary>So long may a compilation take; a hundred times what the largest sites need.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>What <c>$settings::…</c> shows, beyond what is always there.</summary>
    public HashValue Shown { get; init; } = HashValue.Empty;
}
