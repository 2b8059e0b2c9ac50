using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class ErbTemplate() : Function("template")
{
    public override ImmutableArray<string> Signatures => ["(String paths+)"];

    public override string Doc =>
        """
            Renders ERB templates, which are written in Ruby. Only EPP templates can be rendered so far, by
            `epp`.
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        foreach (var path in arguments)
        {
            if (ModuleFiles.FindTemplate(invocation, ((StringValue)path).Text) is null)
            {
                throw invocation.Failure($"Could not find template '{path}'");
            }
        }
        throw invocation.Failure(
            $"template '{arguments[0]}' is ERB, which needs Ruby: rewrite it as EPP and render it with epp()"
        );
    }
}
