using System.Collections.Immutable;
using System.Diagnostics;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>
/// A function of the language, native. One sealed class, one file, found by the roster. The signatures are
/// checked before the call, so a body only sees arguments that match one of them.
/// </summary>
public abstract class Function(string name)
{
    /// <summary>As it is called: <c>split</c>, <c>stdlib::merge</c>.</summary>
    public string Name { get; } = name;

    /// <summary>
    /// Callable types in Puppet's notation, tried in order: <c>(String, Optional[Integer], Callable[1, 2]) >> Array</c>.
    /// A last <c>Callable[…]</c> marked <c>&amp;</c> is the block: <c>(Iterable, &amp;Callable[1, 2]) >> Array</c>,
    /// <c>&amp;Optional[Callable]</c> an optional one; <c>String *rest</c> (or <c>+rest</c>) repeats the last type.
    /// </summary>
    public abstract ImmutableArray<string> Signatures { get; }

    /// <summary>Markdown. Each indented line <c>expression # => result</c> is run as a test.</summary>
    public abstract string Doc { get; }

    /// <summary>Other names under which the function is known (old names, namespaces).</summary>
    public virtual ImmutableArray<string> Aliases => [];

    /// <summary>A function of its arguments alone.</summary>
    public virtual Value Call(ReadOnlySpan<Value> arguments) => throw new UnreachableException();

    /// <summary>A function that needs the block, the scope, the catalog or the environment.</summary>
    public virtual Value Call(Invocation invocation, ReadOnlySpan<Value> arguments) => Call(arguments);
}
