using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>
/// What a native function may reach beyond its arguments: the block it was given, the place of the call, the
/// scope it was called from, and the compilation.
/// </summary>
public abstract class Invocation
{
    /// <summary>The lambda given to the call, or null.</summary>
    public abstract Block? Block { get; }

    /// <summary>The place of the call.</summary>
    public abstract Span Span { get; }

    public abstract Compilation Compilation { get; }

    /// <summary>The scope that the call was made in.</summary>
    public abstract Scope Scope { get; }

    /// <summary>Calls another function by name, native or Puppet, checked as from a manifest.</summary>
    public abstract Value CallFunction(string name, ReadOnlySpan<Value> arguments, Block? block = null);

    /// <summary>The failure of this call, to be thrown: the reference's sentence and issue code.</summary>
    public abstract EvaluationException Failure(string message, string issueCode = "RUNTIME_ERROR");
}
