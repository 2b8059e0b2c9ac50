using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class ShellJoin() : Function("shell_join")
{
    public override ImmutableArray<string> Signatures => ["(Array words)"];

    public override string Doc =>
        """
            A command line for a POSIX shell from its words.

                shell_join(['echo', 'a b']) # => "echo a\\ b"
            """;

    public override Value Call(ReadOnlySpan<Value> arguments) =>
        new StringValue(
            string.Join(
                ' ',
                ((ArrayValue)arguments[0]).Items.Select(word => ShellEscape.Escape(RubyText.Of(word)))
            )
        );
}
