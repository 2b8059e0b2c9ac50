using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class JoinKeysToValues() : Function("join_keys_to_values")
{
    public override ImmutableArray<string> Signatures => ["(Hash hash, String separator)"];

    public override string Doc =>
        """
            An array of the keys and values of a hash, joined by a separator. A value that is an array makes
            one element for each of its own.

                join_keys_to_values({ 'a' => 1, 'b' => [2, 3] }, ' is ') # => ['a is 1', 'b is 2', 'b is 3']
                join_keys_to_values({ 'a' => undef }, '=') # => ['a=']
            """;

    public override Value Call(ReadOnlySpan<Value> arguments)
    {
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
