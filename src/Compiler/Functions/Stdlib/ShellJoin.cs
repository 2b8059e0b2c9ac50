using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class ShellJoin() : LegacyFunction("shell_join")
{
    public override ImmutableArray<string> Signatures => ["(Array words)"];

    public override string Doc =>
        """
            A command line for a POSIX shell from its words.

                shell_join(['echo', 'a b']) # => "echo a\\ b"
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        Expect(invocation, arguments, 1);
        if (arguments[0] is not ArrayValue)
        {
            throw invocation.Failure($"First argument is not an Array: {RubyText.Inspect(arguments[0])}");
        }
        return new StringValue(
            string.Join(
                ' ',
                ((ArrayValue)arguments[0]).Items.Select(word => ShellEscape.Escape(RubyText.Of(word)))
            )
        );
    }
}
