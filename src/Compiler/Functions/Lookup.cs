using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Lookup() : Function("lookup")
{
    private const string Options =
        "value_type => Optional[ValueType], default_value => Optional[DefaultValueType], "
        + "override => Optional[Hash[String, Any]], default_values_hash => Optional[Hash[String, Any]], "
        + "merge => Optional[MergeType]";

    public override ImmutableArray<string> Signatures =>
        [
            "(NameType name, ValueType value_type?, MergeType merge?)",
            "(NameType name, Optional[ValueType] value_type, Optional[MergeType] merge, "
                + "DefaultValueType default_value)",
            "(NameType name, ValueType value_type?, MergeType merge?, &BlockType block)",
            "(OptionsWithName options_hash, &BlockType block?)",
            "(Variant[String, Array[String]] name, OptionsWithoutName options_hash, &BlockType block?)",
        ];

    public override ImmutableArray<string> LocalTypes =>
        [
            "NameType = Variant[String, Array[String]]",
            "ValueType = Type",
            "DefaultValueType = Any",
            "MergeType = Variant[String[1], Hash[String, Scalar]]",
            "BlockType = Callable[NameType]",
            $"OptionsWithName = Struct[{{name => NameType, {Options}}}]",
            $"OptionsWithoutName = Struct[{{{Options}}}]",
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
