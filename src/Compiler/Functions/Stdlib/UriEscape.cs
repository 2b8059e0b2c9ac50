using System.Collections.Immutable;
using System.Text;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class UriEscape() : LegacyFunction("uriescape")
{
    public override ImmutableArray<string> Signatures => ["(Variant[Array, String] value)"];

    public override string Doc =>
        """
            Percent-encodes what may not stand in a URI as it is.

                uriescape('a b/ü') # => 'a%20b/%C3%BC'
            """;

    private const string Unescaped = "-_.!~*'();/?:@&=+$,[]";

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        ExpectAtLeast(invocation, arguments, 1);
        if (arguments[0] is not (ArrayValue or StringValue))
        {
            throw invocation.Failure("uriescape(): Requires either array or string to work with");
        }
        return arguments[0] is ArrayValue array
            ? ArrayValue.Of(array.Items.Select(Escape))
            : Escape(arguments[0]);
    }

    private static Value Escape(Value value)
    {
        if (value is not StringValue text)
        {
            return value;
        }
        var output = new StringBuilder();
        foreach (var unit in Encoding.UTF8.GetBytes(text.Text))
        {
            var c = (char)unit;
            _ =
                char.IsAsciiLetterOrDigit(c) || Unescaped.Contains(c)
                    ? output.Append(c)
                    : output.Append('%').Append(unit.ToString("X2"));
        }
        return new StringValue(output.ToString());
    }
}
