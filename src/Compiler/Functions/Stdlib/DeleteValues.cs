using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class DeleteValues() : LegacyFunction("delete_values")
{
    public override ImmutableArray<string> Signatures => ["(Hash hash, Any item)"];

    public override string Doc =>
        """
            A hash without the keys that have the given value.

                delete_values({ 'a' => 1, 'b' => 2, 'c' => 1 }, 1) # => {'b' => 2}
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        if (arguments.Length != 2)
        {
            throw invocation.Failure(
                $"delete_values(): Wrong number of arguments given ({arguments.Length} of 2)"
            );
        }
        if (arguments[0] is not HashValue)
        {
            throw invocation.Failure(
                "delete_values(): First argument must be a Hash. Given an argument of class "
                    + $"{RubyText.ClassOf(arguments[0])}."
            );
        }
        var unwanted = arguments[1];
        return HashValue.Of(((HashValue)arguments[0]).Pairs.Where(entry => !entry.Value.Equals(unwanted)));
    }
}
