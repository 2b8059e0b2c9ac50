using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class DosToUnix() : LegacyFunction("dos2unix", 1)
{
    public override ImmutableArray<string> Signatures => ["(String text)"];

    public override string Doc =>
        """
            Line ends `\r\n` become `\n`.

                dos2unix("a\r\nb") # => "a\nb"
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        if (arguments[0] is not StringValue)
        {
            throw invocation.Failure("dos2unix(): Requires string as argument");
        }
        return new StringValue(
            ((StringValue)arguments[0]).Text.Replace("\r\n", "\n", StringComparison.Ordinal)
        );
    }
}
