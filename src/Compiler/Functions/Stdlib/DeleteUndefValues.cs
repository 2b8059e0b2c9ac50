using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class DeleteUndefValues() : LegacyFunction("delete_undef_values")
{
    public override ImmutableArray<string> Signatures => ["(Variant[Array, Hash] collection)"];

    public override string Doc =>
        """
            An array without undef elements, a hash without the keys whose value is undef.

                delete_undef_values([1, undef]) # => [1]
                delete_undef_values({ 'a' => undef, 'b' => '' }) # => {'b' => ''}
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        if (arguments.IsEmpty)
        {
            throw invocation.Failure("delete_undef_values(): Wrong number of arguments given (0)");
        }
        if (arguments[0] is not (ArrayValue or HashValue))
        {
            throw invocation.Failure(
                $"delete_undef_values(): expected an array or hash, got {RubyText.Of(arguments[0])} type  "
                    + $"{RubyText.ClassOf(arguments[0])} "
            );
        }
        return arguments[0] is HashValue hash
            ? HashValue.Of(hash.Pairs.Where(entry => entry.Value is not UndefValue))
            : new ArrayValue(((ArrayValue)arguments[0]).Items.RemoveAll(item => item is UndefValue));
    }
}
