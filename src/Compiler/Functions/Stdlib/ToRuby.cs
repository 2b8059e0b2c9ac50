using System.Collections.Immutable;

namespace Bunraku.Compiler;

internal sealed class ToRuby() : LiteralFunction("to_ruby", " => ", "true", "false", "nil")
{
    public override ImmutableArray<string> Aliases => ["stdlib::to_ruby"];

    public override string Doc =>
        """
            A value as Ruby source.

                to_ruby({ 'a' => [true, undef] }) # => '{"a" => [true, nil]}'
            """;
}
