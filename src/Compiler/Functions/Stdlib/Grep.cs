using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Grep() : Function("grep")
{
    public override ImmutableArray<string> Signatures => ["(Array array, Variant[String, Regexp] pattern)"];

    public override string Doc =>
        """
            The strings of an array that match a pattern.

                grep(['aaa', 'bbb', 'aaaddd'], 'aaa') # => ['aaa', 'aaaddd']
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var pattern = Patterns.Compile(Patterns.Source(arguments[1]));
        return new ArrayValue(
            ((ArrayValue)arguments[0]).Items.RemoveAll(item =>
                item is not StringValue text || !pattern.IsMatch(text.Text)
            )
        );
    }
}
