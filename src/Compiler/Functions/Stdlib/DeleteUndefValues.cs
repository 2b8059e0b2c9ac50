using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class DeleteUndefValues() : Function("delete_undef_values")
{
    public override ImmutableArray<string> Signatures => ["(Variant[Array, Hash] collection)"];

    public override string Doc =>
        """
            An array without undef elements, a hash without the keys whose value is undef.

                delete_undef_values([1, undef]) # => [1]
                delete_undef_values({ 'a' => undef, 'b' => '' }) # => {'b' => ''}
            """;

    public override Value Call(ReadOnlySpan<Value> arguments) =>
        arguments[0] is HashValue hash
            ? HashValue.Of(hash.Pairs.Where(entry => entry.Value is not UndefValue))
            : new ArrayValue(((ArrayValue)arguments[0]).Items.RemoveAll(item => item is UndefValue));
}
