using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class StringToBool() : LegacyFunction("str2bool")
{
    public override ImmutableArray<string> Aliases => ["stdlib::str2bool"];

    public override ImmutableArray<string> Signatures => ["(Variant[Boolean, String, Undef] text)"];

    public override string Doc =>
        """
            The truth a string stands for: `1`, `t`, `y`, `true`, `yes`, or `0`, `f`, `n`, `false`, `no` and
            nothing.

                str2bool('yes') # => true
                str2bool('F') # => false
                str2bool('') # => false
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        ExpectAtLeast(invocation, arguments, 1);
        return Read(invocation, arguments[0]);
    }

    public static BooleanValue Read(Invocation invocation, Value value) =>
        value switch
        {
            BooleanValue truth => truth,
            StringValue { Text: "undef" or "undefined" } => BooleanValue.False,
            StringValue text => text.Text.ToLowerInvariant() switch
            {
                "1" or "t" or "y" or "true" or "yes" => BooleanValue.True,
                "" or "0" or "f" or "n" or "false" or "no" => BooleanValue.False,
                _ => throw invocation.Failure("str2bool(): Unknown type of boolean given"),
            },
            _ => throw invocation.Failure("str2bool(): Requires string to work with"),
        };
}
