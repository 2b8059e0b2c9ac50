using System.Collections.Immutable;

namespace Bunraku.Compiler;

internal sealed class ToPython() : LiteralFunction("to_python", ": ", "True", "False", "None")
{
    public override ImmutableArray<string> Aliases => ["stdlib::to_python"];

    public override string Doc =>
        """
            A value as Python source.

                to_python({ 'a' => [true, undef] }) # => '{"a": [True, None]}'
            """;
}
