using System.Collections.Immutable;
using System.Text;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class RegexpEscape() : LegacyFunction("regexpescape")
{
    public override ImmutableArray<string> Signatures => ["(Variant[Array, String] value)"];

    public override string Doc =>
        """
            Makes a pattern that matches just the given text.

                regexpescape('a.b*') # => "a\\.b\\*"
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        ExpectAtLeast(invocation, arguments, 1);
        if (arguments[0] is not (ArrayValue or StringValue))
        {
            throw invocation.Failure("regexpescape(): Requires either array or string to work with");
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
        foreach (var c in text.Text)
        {
            _ = c switch
            {
                '\n' => output.Append("\\n"),
                '\t' => output.Append("\\t"),
                '\r' => output.Append("\\r"),
                '\f' => output.Append("\\f"),
                '\v' => output.Append("\\v"),
                _ when "[]{}()|-*.\\?+^$# ".Contains(c) => output.Append('\\').Append(c),
                _ => output.Append(c),
            };
        }
        return new StringValue(output.ToString());
    }
}
