using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class DosToUnix() : Function("dos2unix")
{
    public override ImmutableArray<string> Signatures => ["(String text)"];

    public override string Doc =>
        """
            Line ends `\r\n` become `\n`.

                dos2unix("a\r\nb") # => "a\nb"
            """;

    public override Value Call(ReadOnlySpan<Value> arguments) =>
        new StringValue(((StringValue)arguments[0]).Text.Replace("\r\n", "\n", StringComparison.Ordinal));
}
