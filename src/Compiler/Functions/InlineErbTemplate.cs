using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class InlineErbTemplate() : Function("inline_template")
{
    public override ImmutableArray<string> Signatures => ["(String templates+)"];

    public override string Doc =>
        """
            Renders texts as ERB templates, which are written in Ruby. Only EPP can be rendered so far, by
            `inline_epp`.
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments) =>
        throw invocation.Failure(
            "inline_template() takes ERB, which needs Ruby: rewrite it as EPP and render it with inline_epp()"
        );
}
