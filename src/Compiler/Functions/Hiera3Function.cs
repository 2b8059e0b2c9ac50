using System.Collections.Immutable;
using System.Diagnostics;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>The functions that Hiera 3 had: a key, a default, and levels put above the hierarchy.</summary>
internal abstract class Hiera3Function(string name) : Function(name)
{
    public override ImmutableArray<string> Signatures =>
        [
            "(Tuple[String, Any, Any, 1, 3] args)",
            "(String key)",
            "(String key, Any default, Any override?)",
            "(String key, &Callable[1, 1] default_block)",
            "(String key, Any override, &Callable[1, 1] default_block)",
        ];

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        if (arguments is [ArrayValue all])
        {
            return Call(invocation, all.Items.AsSpan());
        }
        var key = arguments[0].ToString();
        var hiera = invocation.Compilation.Hiera;
        var scope = LookupBinding.ScopeOf(invocation.Scope);
        var block = invocation.Block;
        var (standIn, levels) = arguments switch
        {
            [_] => (null, null),
            [_, var only] => block is null ? (only, null) : (null, only),
            [_, var first, var second] => (first, second),
            _ => throw new UnreachableException(),
        };
        return LookupBinding.At(
            invocation.Site,
            () =>
                Hiera3Call.Answer(
                    hiera,
                    scope,
                    Name,
                    key,
                    levels ?? UndefValue.Instance,
                    standIn,
                    block is null ? null : () => block.Call(key)
                )
        );
    }
}
