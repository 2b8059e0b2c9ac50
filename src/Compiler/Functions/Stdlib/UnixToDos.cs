using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class UnixToDos() : LegacyFunction("unix2dos", 1)
{
    public override ImmutableArray<string> Signatures => ["(String text)"];

    public override string Doc =>
        """
            Line ends `\n` become `\r\n`.

                unix2dos("a\nb") # => "a\r\nb"
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        if (arguments[0] is not StringValue)
        {
            throw invocation.Failure("unix2dos(): Requires string as argument");
        }
        return new StringValue(
            ((StringValue)arguments[0])
                .Text.Replace("\r\n", "\n", StringComparison.Ordinal)
                .Replace("\n", "\r\n", StringComparison.Ordinal)
        );
    }
}
