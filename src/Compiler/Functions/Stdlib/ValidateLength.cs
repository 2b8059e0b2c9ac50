using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class ValidateLength() : Function("validate_slength")
{
    public override ImmutableArray<string> Signatures => ["(Any value*, &Callable block?)"];

    public override string Doc =>
        """
            Fails unless a string, or each string of an array, has at most and at least so many characters.

                validate_slength('abc', 5, 3) # => undef
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        CheckFunction.TellReplacement(invocation, Name, "String[]");
        if (arguments.Length is not (2 or 3))
        {
            throw invocation.Failure(
                $"validate_slength(): Wrong number of arguments ({arguments.Length}; must be 2 or 3)"
            );
        }
        var most = Bound(invocation, arguments[1], "second", 1);
        var least = arguments is [_, _, not UndefValue] ? Bound(invocation, arguments[2], "third", 0) : 0;
        if (most < least)
        {
            throw invocation.Failure(
                "validate_slength(): Expected second argument to be equal to or larger than third argument"
            );
        }
        if (arguments[0] is not (StringValue or ArrayValue))
        {
            throw invocation.Failure(
                "validate_slength(): Expected first argument to be a String or Array, got "
                    + RubyText.ClassOf(arguments[0])
            );
        }
        Check(invocation, arguments[0], least, most);
        return UndefValue.Instance;
    }

    private static void Check(Invocation invocation, Value input, long least, long most)
    {
        var values = input is ArrayValue several ? several.Items : [input];
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is not StringValue text)
            {
                throw invocation.Failure(
                    $"validate_slength(): Expected element at array position {i} to be a String, got "
                        + RubyText.ClassOf(values[i])
                );
            }
            var length = Characters.Count(text.Text);
            if (length > most || length < least)
            {
                var shown = input is ArrayValue all ? all.Count : length;
                throw invocation.Failure(
                    $"validate_slength(): Expected length of {RubyText.Inspect(input)} to be between {least} and "
                        + $"{most}, was {shown}"
                );
            }
        }
    }

    private static long Bound(Invocation invocation, Value value, string place, long least)
    {
        var number = value switch
        {
            IntegerValue integer => integer.Number,
            FloatValue real => (long)real.Number,
            StringValue text => RubyNumber.ParseInteger(text.Text)?.Number,
            _ => null,
        };
        return number >= least
            ? number.Value
            : throw invocation.Failure(
                $"validate_slength(): Expected {place} argument to be {(place == "third" ? "unset or " : "")}a positive "
                    + $"Numeric, got {(number is null ? RubyText.Of(value) : number)}:"
                    + (number is null ? RubyText.ClassOf(value) : "Integer")
            );
    }
}
