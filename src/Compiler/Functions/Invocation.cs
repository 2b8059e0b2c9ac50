using System.Globalization;
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

    /// <summary>Whether nothing is to be said about the function being out of date.</summary>
    internal bool IsQuiet { get; init; }

    /// <summary>The function as it was called.</summary>
    public string FunctionName => Site.Name;

    public Compilation Compilation => Scope.Compilation;

    /// <summary>The scope that the call was made in.</summary>
    public Scope Scope { get; }

    /// <summary>Calls another function by name, native or Puppet, checked as from a manifest.</summary>
    public Value CallFunction(string name, ReadOnlySpan<Value> arguments, Block? block = null) =>
        Calls.Call(Site with { Name = name }, Scope, name, arguments, block);

    /// <summary>Warns of something out of date, once for each compilation.</summary>
    internal void WarnOnce(string message) =>
        Compilation.WarnOnce($"{message}\n   (file & line not available)");

    /// <summary>Warns of something out of date in this call, once for each line.</summary>
    internal void WarnOnceHere(string message)
    {
        var file = Span.File.Path == SiteManifest.CodeName ? "unknown" : Span.File.Path;
        var place = string.Create(CultureInfo.InvariantCulture, $"(file: {file}, line: {Span.Line})");
        Compilation.WarnOnce($"{message}\n   {place}");
    }

    /// <summary>The failure of this call, to be thrown: the reference's sentence and issue code.</summary>
    public EvaluationException Failure(string message, string issueCode = "RUNTIME_ERROR") =>
        new(CompilerDiagnostics.CallFailed(Site, message, issueCode));
}
