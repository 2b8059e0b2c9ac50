using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class BoolToNumber() : Function("bool2num")
{
    public override ImmutableArray<string> Signatures => ["(Variant[Boolean, String, Undef] truth)"];

    public override string Doc =>
        """
            1 for what `str2bool` takes as true, 0 for false.

                bool2num(true) # => 1
                bool2num('no') # => 0
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments) =>
        StringToBool.Read(arguments[0]) is { } truth
            ? new IntegerValue(truth.IsTrue ? 1 : 0)
            : throw invocation.Failure("str2bool(): Unknown type of boolean given");
}
