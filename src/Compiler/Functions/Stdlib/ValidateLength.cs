using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class ValidateLength() : Function("validate_slength")
{
    public override ImmutableArray<string> Signatures =>
        [
            "(Variant[String, Array[String]] value, Variant[Integer, String] max_length, Variant[Integer, String] min_length?)",
        ];

    public override string Doc =>
        """
            Fails unless a string, or each string of an array, has at most and at least so many characters.

                validate_slength('abc', 5, 3) # => undef
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var most = RubyNumber.ToInteger(arguments[1]);
        var least = arguments.Length > 2 ? RubyNumber.ToInteger(arguments[2]) : 0;
        foreach (var value in arguments[0] is ArrayValue several ? several.Items : [arguments[0]])
        {
            var length = Characters.Count(value.ToString());
            if (length > most || length < least)
            {
                throw invocation.Failure(
                    $"validate_slength(): Expected length of {RubyText.Inspect(arguments[0])} to be between {least} "
                        + $"and {most}, was {length}"
                );
            }
        }
        return UndefValue.Instance;
    }
}
