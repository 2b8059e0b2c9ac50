using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class BoolToNumber() : LegacyFunction("bool2num")
{
    public override ImmutableArray<string> Signatures => ["(Variant[Boolean, String, Undef] truth)"];

    public override string Doc =>
        """
            1 for what `str2bool` takes as true, 0 for false.

                bool2num(true) # => 1
                bool2num('no') # => 0
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        ExpectAtLeast(invocation, arguments, 1);
        return new IntegerValue(StringToBool.Read(invocation, arguments[0]).IsTrue ? 1 : 0);
    }
}
