using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>
/// Something callable from native code: a lambda with the scope it closes over, or a Puppet function.
/// </summary>
public abstract class Block
{
    /// <summary>Names of the parameters, in order (iteration functions look at their number).</summary>
    public abstract IReadOnlyList<string> ParameterNames { get; }

    /// <summary>What calls must look like, as signatures with blocks are checked.</summary>
    public abstract CallableType Type { get; }

    /// <summary>How many arguments it takes at least.</summary>
    public abstract int LeastArguments { get; }

    /// <summary>
    /// How many arguments it takes at most; <see cref="int.MaxValue"/> with a captures-rest parameter.
    /// </summary>
    public abstract int MostArguments { get; }

    /// <summary>
    /// Runs it. <c>next</c> has become the result; after a <c>break</c> <see cref="HasBroken"/> is true and
    /// the iteration must stop and return what it has.
    /// </summary>
    public abstract Value Call(params ReadOnlySpan<Value> arguments);

    /// <summary>
    /// Whether the last call ended by <c>break</c> (or by a <c>return</c> of the surrounding body).
    /// </summary>
    public abstract bool HasBroken { get; }
}
