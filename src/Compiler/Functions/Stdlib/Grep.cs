using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Grep() : LegacyFunction("grep")
{
    public override ImmutableArray<string> Signatures => ["(Array array, Variant[String, Regexp] pattern)"];

    public override string Doc =>
        """
            The strings of an array that match a pattern.

                grep(['aaa', 'bbb', 'aaaddd'], 'aaa') # => ['aaa', 'aaaddd']
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        if (arguments.Length != 2)
        {
            throw invocation.Failure($"grep(): Wrong number of arguments given {arguments.Length} for 2");
        }
        if (arguments[1] is not StringValue)
        {
            throw invocation.Failure(LegacyArguments.NotText(arguments[1]));
        }
        if (arguments[0] is not ArrayValue)
        {
            throw invocation.Failure("grep(): Requires array to work with");
        }
        var pattern = Patterns.Compile(Patterns.Source(arguments[1]));
        return new ArrayValue(
            ((ArrayValue)arguments[0]).Items.RemoveAll(item =>
                item is not StringValue text || !pattern.IsMatch(text.Text)
            )
        );
    }
}
