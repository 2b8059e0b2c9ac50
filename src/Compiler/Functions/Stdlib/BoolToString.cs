using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class BoolToString() : Function("bool2str")
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

    public override Value Call(ReadOnlySpan<Value> arguments) =>
        arguments.Length == 1 ? new StringValue(arguments[0].ToString())
        : arguments[0].IsTrue ? arguments[1]
        : arguments[2];
}
