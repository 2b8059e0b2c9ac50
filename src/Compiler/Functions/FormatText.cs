using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class FormatText() : LegacyFunction("sprintf", -2)
{
    public override ImmutableArray<string> Signatures => ["(String format, Any args*)"];

    public override string Doc =>
        """
            Formats values as C's `printf` does; `%<name>d` and `%{name}` take them from one hash.

                sprintf('%s|%5s|%-5s|%05d|%x', 'a', 'b', 'c', 42, 255) # => 'a|    b|c    |00042|ff'
                sprintf('%<a>s %{b}', { 'a' => 1, 'b' => 2 }) # => '1 2'
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments) =>
        arguments[0] is StringValue format
            ? new StringValue(Sprintf.Format(format.Text, LegacyArguments.AsResources(arguments[1..])))
            : throw invocation.Failure(LegacyArguments.NotText(arguments[0]));
}
