using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class InlineEpp() : Function("inline_epp")
{
    public override ImmutableArray<string> Signatures =>
        ["(String template, Hash[Pattern[/^\\w+$/], Any] parameters?) >> Variant[String, Sensitive[String]]"];

    public override string Doc =>
        """
            Renders a text as an EPP template.

                inline_epp('a <%= $x %> b', { 'x' => 1 }) # => 'a 1 b'
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments) =>
        invocation.Compilation.RenderInlineEpp(
            invocation,
            ((StringValue)arguments[0]).Text,
            arguments.Length > 1 ? (HashValue)arguments[1] : null
        );
}
