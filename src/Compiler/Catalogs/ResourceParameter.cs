using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>An attribute as it was set: its value, by whose code, and where.</summary>
public sealed record ResourceParameter(string Name, Value Value, Span? Span = null)
{
    /// <summary>Whether the value is added to the one already set (<c>+&gt;</c>).</summary>
    public bool IsAppended { get; init; }

    /// <summary>Whether a function set it; the reference then does not know where.</summary>
    internal bool IsByFunction { get; init; }

    /// <summary>The class or define whose code set it.</summary>
    internal Definition? Source { get; init; }
}
