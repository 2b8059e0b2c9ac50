using System.Collections.Immutable;
using System.Text;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Squeeze() : LegacyFunction("squeeze")
{
    public override ImmutableArray<string> Signatures =>
        ["(Variant[Array, String] value, String characters?)"];

    public override string Doc =>
        """
            Runs of the same character become one; only of the given characters, when there are any.

                squeeze('aaabbc') # => 'abc'
                squeeze('aaabbc', 'a') # => 'abbc'
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        if (arguments.Length is not (1 or 2))
        {
            throw invocation.Failure(
                $"squeeze(): Wrong number of arguments given {arguments.Length} for 2 or 1"
            );
        }
        var hasChosen = arguments.Length > 1 && arguments[1].IsTrue;
        if (hasChosen && arguments[1] is not StringValue)
        {
            throw invocation.Failure(LegacyArguments.NotText(arguments[1]));
        }
        if (arguments[0] is not (ArrayValue or StringValue))
        {
            throw invocation.Failure("squeeze(): Requires either array or string to work with");
        }
        var chosen = hasChosen ? RubyText.Of(arguments[1]) : null;
        return arguments[0] is ArrayValue array
            ? ArrayValue.Of(array.Items.Select(item => Shorten(item, chosen)))
            : Shorten(arguments[0], chosen);
    }

    private static StringValue Shorten(Value value, string? chosen)
    {
        var output = new StringBuilder();
        foreach (var c in value.ToString())
        {
            var isRun = output.Length > 0 && output[^1] == c;
            if (!isRun || chosen is not null && !CharacterSet.Contains(chosen, c))
            {
                output.Append(c);
            }
        }
        return new StringValue(output.ToString());
    }
}
