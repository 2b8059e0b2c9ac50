using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class UnixToDos() : Function("unix2dos")
{
    public override ImmutableArray<string> Signatures => ["(String text)"];

    public override string Doc =>
        """
            Line ends `\n` become `\r\n`.

                unix2dos("a\nb") # => "a\r\nb"
            """;

    public override Value Call(ReadOnlySpan<Value> arguments) =>
        new StringValue(
            ((StringValue)arguments[0])
                .Text.Replace("\r\n", "\n", StringComparison.Ordinal)
                .Replace("\n", "\r\n", StringComparison.Ordinal)
        );
}
