using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Zip() : LegacyFunction("zip")
{
    public override ImmutableArray<string> Signatures =>
        ["(Array first, Array second, Variant[Boolean, String] flatten?)"];

    public override string Doc =>
        """
            Pairs of the elements of two arrays; one flat array of them when the third argument is true.

                zip([1, 2], [3, 4]) # => [[1, 3], [2, 4]]
                zip([1, 2], [3], true) # => [1, 3, 2, undef]
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        ExpectAtLeast(invocation, arguments, 2);
        if (arguments[0] is not ArrayValue || arguments[1] is not ArrayValue)
        {
            throw invocation.Failure("zip(): Requires array to work with");
        }
        var (first, second) = ((ArrayValue)arguments[0], (ArrayValue)arguments[1]);
        var isFlat =
            arguments.Length > 2
            && arguments[2] is not BooleanValue { IsTrue: false }
            && StringToBool.Read(invocation, arguments[2]).IsTrue;
        var pairs = ImmutableArray.CreateBuilder<Value>();
        for (var i = 0; i < first.Count; i++)
        {
            var partner = i < second.Count ? second[i] : UndefValue.Instance;
            if (isFlat)
            {
                Flatten.Append(first[i], pairs);
                Flatten.Append(partner, pairs);
            }
            else
            {
                pairs.Add(new ArrayValue([first[i], partner]));
            }
        }
        return new ArrayValue(pairs.DrainToImmutable());
    }
}
