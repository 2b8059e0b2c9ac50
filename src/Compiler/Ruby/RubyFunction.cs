using Bunraku.Model;
using Bunraku.Ruby;

namespace Bunraku.Compiler;

/// <summary>A function that a module has written in Ruby: its file, read once for an environment.</summary>
/// <param name="IsLegacy">Whether it is in the manner of Puppet 3 (<c>newfunction</c>).</param>
internal sealed record RubyFunction(string Name, RubyProgram Program, bool IsLegacy)
{
    /// <summary>
    /// Whether the file is named after another function, so that this one is there once that is loaded.
    /// </summary>
    public bool IsBeside { get; init; }

    public Value Call(CallSite site, Scope scope, ReadOnlySpan<Value> arguments, Block? block)
    {
        var invocation = new Invocation(site, scope, block);
        var given = arguments.ToArray();
        return scope.Compilation.Ruby.Functions.Call(this, invocation, given);
    }
}
