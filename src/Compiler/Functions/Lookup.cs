using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Lookup() : Function("lookup")
{
    private const string Names = "Variant[String, Array[String]]";
    private const string Merge = "Variant[String[1], Hash[String, Scalar]]";

    private const string Options =
        "value_type => Optional[Type], default_value => Any, override => Optional[Hash[String, Any]], "
        + "default_values_hash => Optional[Hash[String, Any]], merge => Optional["
        + Merge
        + "]";

    public override ImmutableArray<string> Signatures =>
        [
            $"({Names} name, Type value_type?, {Merge} merge?)",
            $"({Names} name, Optional[Type] value_type, Optional[{Merge}] merge, Any default_value)",
            $"({Names} name, Type value_type?, {Merge} merge?, &Callable[{Names}] block)",
            $"(Struct[{{name => {Names}, {Options}}}] options_hash, &Callable[{Names}] block?)",
            $"({Names} name, Struct[{{{Options}}}] options_hash, &Callable[{Names}] block?)",
        ];

    public override string Doc =>
        """
            The value that Hiera's data have for a key, or for the first of several keys that has one. It can
            be checked against a type, merged from several levels, and replaced when there is none: by a
            default, by a hash of defaults, or by what a block returns.

                lookup('nosuch::key', Integer, first, 5) # => 5
                lookup('nosuch::key', { default_value => 'x' }) # => 'x'
                lookup(['one', 'two'], { override => { 'two' => 2 } }) # => 2
                lookup('nosuch::key', { default_values_hash => { 'nosuch::key' => 3 } }) # => 3
                lookup('nosuch::key') |$key| { "no ${key}" } # => 'no nosuch::key'
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var request = LookupRequest.Of(arguments, invocation.Block);
        var hiera = invocation.Compilation.Hiera;
        return LookupBinding.At(
            invocation.Site,
            () => hiera.Answer(request, hiera.Invoke(LookupBinding.ScopeOf(invocation.Scope)))
        );
    }
}
