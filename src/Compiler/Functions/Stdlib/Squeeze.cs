using System.Collections.Immutable;
using System.Text;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Squeeze() : Function("squeeze")
{
    public override ImmutableArray<string> Signatures =>
        ["(Variant[Array, String] value, String characters?)"];

    public override string Doc =>
        """
            Runs of the same character become one; only of the given characters, when there are any.

                squeeze('aaabbc') # => 'abc'
                squeeze('aaabbc', 'a') # => 'abbc'
            """;

    public override Value Call(ReadOnlySpan<Value> arguments)
    {
        var chosen = arguments.Length > 1 ? ((StringValue)arguments[1]).Text : null;
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
            if (!isRun || chosen is not null && !chosen.Contains(c, StringComparison.Ordinal))
            {
                output.Append(c);
            }
        }
        return new StringValue(output.ToString());
    }
}
