using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class BatchEscape() : Function("batch_escape")
{
    public override ImmutableArray<string> Aliases => ["stdlib::batch_escape"];

    public override ImmutableArray<string> Signatures => ["(Any string)"];

    public override string Doc =>
        """
            Makes one word for a Windows command line of a text.

                batch_escape('a "b" c') # => '"a ""b"" c"'
            """;

    public override Value Call(ReadOnlySpan<Value> arguments) =>
        new StringValue(
            '"'
                + RubyText
                    .Of(arguments[0])
                    .Replace("\\", "\\\\", StringComparison.Ordinal)
                    .Replace("$", "\\$", StringComparison.Ordinal)
                    .Replace("\"", "\"\"", StringComparison.Ordinal)
                + '"'
        );
}
