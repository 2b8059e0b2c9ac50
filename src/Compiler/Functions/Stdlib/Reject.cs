using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Reject() : Function("reject")
{
    public override ImmutableArray<string> Signatures => ["(Array array, Variant[String, Regexp] pattern)"];

    public override string Doc =>
        """
            An array without the strings that match a pattern.

                reject(['aaa', 'bbb', 'aaaddd'], 'aaa') # => ['bbb']
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var pattern = Patterns.Compile(Patterns.Source(arguments[1]));
        return new ArrayValue(
            ((ArrayValue)arguments[0]).Items.RemoveAll(item =>
                item is StringValue text && pattern.IsMatch(text.Text)
            )
        );
    }
}
