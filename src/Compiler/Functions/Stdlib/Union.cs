using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Union() : LegacyFunction("union")
{
    public override ImmutableArray<string> Signatures => ["(Array arrays+)"];

    public override string Doc =>
        """
            The elements of all arrays, each once.

                union([1], [1, 2]) # => [1, 2]
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        ExpectAtLeast(invocation, arguments, 2, "< 2");
        foreach (var argument in arguments)
        {
            if (argument is not ArrayValue)
            {
                throw invocation.Failure("union(): Every parameter must be an array");
            }
        }
        var seen = new HashSet<Value>();
        var items = ImmutableArray.CreateBuilder<Value>();
        foreach (var argument in arguments)
        {
            foreach (var item in ((ArrayValue)argument).Items)
            {
                if (seen.Add(item))
                {
                    items.Add(item);
                }
            }
        }
        return new ArrayValue(items.DrainToImmutable());
    }
}
