using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class ErbTemplate() : Function("template")
{
    public override ImmutableArray<string> Signatures => ["(String paths+)"];

    public override string Doc =>
        """
            Renders ERB templates, which are written in Ruby, and joins their texts. `web/site.conf.erb` is
            `templates/site.conf.erb` of module `web`; an absolute path is itself. A template sees variables
            of its scope as `@name`, others as `scope['class::name']`, and calls functions by
            `scope.call_function`.

                template('/dev/null') # => ''
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var output = new System.Text.StringBuilder();
        foreach (var path in arguments)
        {
            output.Append(ErbTemplates.RenderFile(invocation, ((StringValue)path).Text));
        }
        return new StringValue(output.ToString());
    }
}
