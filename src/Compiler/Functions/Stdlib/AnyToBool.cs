using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class AnyToBool() : LegacyFunction("any2bool")
{
    public override ImmutableArray<string> Signatures => ["(Any value)"];

    public override string Doc =>
        """
            The truth a value stands for: booleans as they are, numbers when above zero, strings as `str2bool`
            reads them, undef false, anything else true.

                any2bool('yes') # => true
                any2bool(0) # => false
                any2bool('0') # => false
                any2bool([]) # => true
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        ExpectAtLeast(invocation, arguments, 1);
        var value = arguments[0];
        if (NumberToBool.TryRead(value, out var number))
        {
            return BooleanValue.Of(Math.Truncate(number) > 0);
        }
        return value is not (StringValue or BooleanValue or UndefValue)
            ? BooleanValue.True
            : StringToBool.Read(invocation, value);
    }
}
