using System.Collections.Immutable;
using System.Text;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>Writes its arguments, joined by spaces, to the compilation's log.</summary>
internal abstract class LogFunction(string level) : Function(level)
{
    public override ImmutableArray<string> Signatures => ["(Any values*) >> Undef"];

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var line = new StringBuilder();
        for (var i = 0; i < arguments.Length; i++)
        {
            line.Append(i == 0 ? "" : " ").Append(arguments[i]);
        }
        invocation.Compilation.Log(Name, line.ToString(), invocation.Scope);
        return UndefValue.Instance;
    }
}
