using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class BoolToString() : LegacyFunction("bool2str")
{
    public override ImmutableArray<string> Aliases => ["stdlib::bool2str"];

    public override ImmutableArray<string> Signatures =>
        ["(Boolean truth)", "(Boolean truth, String true_string, String false_string)"];

    public override string Doc =>
        """
            `true` or `false`, or one of two given strings.

                bool2str(true) # => 'true'
                bool2str(false, 't', 'f') # => 'f'
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        if (arguments.Length is not (1 or 3))
        {
            throw WrongCount(invocation, arguments.Length, "3");
        }
        if (arguments[0] is not BooleanValue)
        {
            throw invocation.Failure("bool2str(): Requires a boolean to work with");
        }
        if (arguments.Length > 1 && arguments is not [_, StringValue, StringValue])
        {
            throw invocation.Failure("bool2str(): Requires strings to convert to");
        }
        return arguments.Length == 1 ? new StringValue(arguments[0].ToString())
            : arguments[0].IsTrue ? arguments[1]
            : arguments[2];
    }
}
