using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>
/// What a native function may reach beyond its arguments: the block it was given, the place of the call, the
/// scope it was called from, and the compilation.
/// </summary>
public sealed class Invocation
{
    internal Invocation(CallSite site, Scope scope, Block? block)
    {
        Site = site;
        Scope = scope;
        Block = block;
    }

    /// <summary>The lambda given to the call, or null.</summary>
    public Block? Block { get; }

    /// <summary>The place of the call.</summary>
    public Span Span => Site.Span;

    internal CallSite Site { get; }

    /// <summary>The function as it was called.</summary>
    public string FunctionName => Site.Name;

    public Compilation Compilation => Scope.Compilation;

    /// <summary>The scope that the call was made in.</summary>
    public Scope Scope { get; }

    /// <summary>Calls another function by name, native or Puppet, checked as from a manifest.</summary>
    public Value CallFunction(string name, ReadOnlySpan<Value> arguments, Block? block = null) =>
        Calls.Call(Site with { Name = name }, Scope, name, arguments, block);

    /// <summary>The failure of this call, to be thrown: the reference's sentence and issue code.</summary>
    public EvaluationException Failure(string message, string issueCode = "RUNTIME_ERROR") =>
        new(CompilerDiagnostics.CallFailed(Site, message, issueCode));
}
