using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class StringToBool() : Function("str2bool")
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

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments) =>
        Read(arguments[0]) ?? throw invocation.Failure($"{Name}(): Unknown type of boolean given");

    /// <summary>Null when the value says neither.</summary>
    public static BooleanValue? Read(Value value) =>
        value switch
        {
            BooleanValue truth => truth,
            UndefValue => BooleanValue.False,
            StringValue { Text: "undef" or "undefined" } => BooleanValue.False,
            StringValue text => text.Text.ToLowerInvariant() switch
            {
                "1" or "t" or "y" or "true" or "yes" => BooleanValue.True,
                "" or "0" or "f" or "n" or "false" or "no" => BooleanValue.False,
                _ => null,
            },
            _ => null,
        };
}
