using System.Collections.Immutable;
using System.Globalization;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Clamp() : LegacyFunction("clamp", -2)
{
    public override ImmutableArray<string> Signatures => ["(Any values+)"];

    public override string Doc =>
        """
            The middle one of three numbers: a value kept between two bounds, in whatever order they come.

                clamp('24', [575, 187]) # => 187
                clamp(16, 88, 661) # => 88
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var values = ImmutableArray.CreateBuilder<Value>();
        foreach (var argument in arguments)
        {
            Flatten.Append(argument, values);
        }
        if (values.Count != 3)
        {
            throw invocation.Failure("clamp(): Wrong number of arguments, need three to clamp");
        }
        var numbers = new long[3];
        for (var i = 0; i < 3; i++)
        {
            numbers[i] = values[i] switch
            {
                IntegerValue integer => integer.Number,
                FloatValue real => (long)real.Number,
                StringValue text
                    when long.TryParse(
                        text.Text,
                        NumberStyles.None,
                        CultureInfo.InvariantCulture,
                        out var number
                    ) => number,
                StringValue text => throw invocation.Failure(
                    $"clamp(): Required explicit numeric ({text}:String)"
                ),
                HashValue hash => throw invocation.Failure(
                    $"clamp(): The Hash type is not allowed ({RubyText.Of(hash)})"
                ),
                var other => throw invocation.Failure($"clamp(): Required explicit numeric ({other})"),
            };
        }
        Array.Sort(numbers);
        return new IntegerValue(numbers[1]);
    }
}
