using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class JoinKeysToValues() : LegacyFunction("join_keys_to_values")
{
    public override ImmutableArray<string> Signatures => ["(Hash hash, String separator)"];

    public override string Doc =>
        """
            An array of the keys and values of a hash, joined by a separator. A value that is an array makes
            one element for each of its own.

                join_keys_to_values({ 'a' => 1, 'b' => [2, 3] }, ' is ') # => ['a is 1', 'b is 2', 'b is 3']
                join_keys_to_values({ 'a' => undef }, '=') # => ['a=']
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        if (arguments.Length != 2)
        {
            throw invocation.Failure(
                $"join_keys_to_values(): Takes exactly two arguments, but {arguments.Length} given."
            );
        }
        if (arguments[0] is not HashValue)
        {
            throw invocation.Failure(
                "join_keys_to_values(): The first argument must be a hash, but a "
                    + $"{RubyText.ClassOf(arguments[0])} was given."
            );
        }
        if (arguments[1] is not StringValue)
        {
            throw invocation.Failure(
                "join_keys_to_values(): The second argument must be a string, but a "
                    + $"{RubyText.ClassOf(arguments[1])} was given."
            );
        }
        var separator = ((StringValue)arguments[1]).Text;
        var items = ImmutableArray.CreateBuilder<Value>();
        foreach (var (key, value) in ((HashValue)arguments[0]).Entries)
        {
            foreach (var item in value is ArrayValue array ? array.Items : [value])
            {
                items.Add(new StringValue(RubyText.Of(key) + separator + RubyText.Of(item)));
            }
        }
        return new ArrayValue(items.DrainToImmutable());
    }
}
