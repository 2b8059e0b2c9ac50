using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class InlineErbTemplate() : Function("inline_template")
{
    public override ImmutableArray<string> Signatures => ["(String templates+)"];

    public override string Doc =>
        """
            Renders texts as ERB templates, which are written in Ruby, and joins what they give.

                inline_template('<%= [3, 1].sort.join(",") %>') # => '1,3'
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var output = new System.Text.StringBuilder();
        foreach (var text in arguments)
        {
            output.Append(ErbTemplates.RenderText(invocation, ((StringValue)text).Text));
        }
        return new StringValue(output.ToString());
    }
}
