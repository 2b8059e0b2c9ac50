using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Realize() : LegacyFunction("realize", -2)
{
    public override ImmutableArray<string> Signatures => ["(Any references+)"];

    public override string Doc =>
        """
            Makes virtual resources real: `realize(User['luke'])`.
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var wanted = ImmutableArray.CreateBuilder<Value>();
        foreach (var argument in arguments)
        {
            Flatten.Append(argument, wanted);
        }
        foreach (var value in wanted)
        {
            invocation.Compilation.Realize(
                invocation,
                References.Of(value)
                    ?? throw new EvaluationException(
                        CatalogDiagnostics.NoTitleGiven(
                            invocation.Span,
                            References.Untitled(value) ?? value.ToString()
                        )
                    )
            );
        }
        return UndefValue.Instance;
    }
}
