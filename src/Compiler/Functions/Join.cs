using System.Collections.Immutable;
using System.Text;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Join() : Function("join")
{
    public override ImmutableArray<string> Signatures => ["(Array arg, String delimiter?)"];

    public override string Doc =>
        """
            Joins the elements of an array, and of the arrays in it, to a string.

                ['a', 'b'].join('-') # => 'a-b'
                [1, [2, [3]], undef].join(',') # => '1,2,3,'
                ['a', 'b'].join # => 'ab'
            """;

    public override Value Call(ReadOnlySpan<Value> arguments)
    {
        var delimiter = arguments.Length > 1 ? ((StringValue)arguments[1]).Text : "";
        var output = new StringBuilder();
        Append((ArrayValue)arguments[0], delimiter, output);
        return new StringValue(output.ToString());
    }

    private static void Append(ArrayValue array, string delimiter, StringBuilder output)
    {
        for (var i = 0; i < array.Count; i++)
        {
            if (i > 0)
            {
                output.Append(delimiter);
            }
            if (array[i] is ArrayValue inner)
            {
                Append(inner, delimiter, output);
            }
            else
            {
                output.Append(RubyText.Of(array[i]));
            }
        }
    }
}
