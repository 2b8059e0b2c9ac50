using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Epp() : Function("epp")
{
    public override ImmutableArray<string> Signatures =>
        ["(String path, Hash[Pattern[/^\\w+$/], Any] parameters?) >> Variant[String, Sensitive[String]]"];

    public override string Doc =>
        """
            Renders an EPP template of a module (`web/site.conf.epp` is `templates/site.conf.epp` of module
            `web`), or one by its absolute path. The parameters are the template's only variables when it
            declares parameters.
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments) =>
        invocation.Compilation.RenderEpp(
            invocation,
            WithEnding(((StringValue)arguments[0]).Text),
            arguments.Length > 1 ? (HashValue)arguments[1] : null
        );

    private static string WithEnding(string path) =>
        path.EndsWith(".epp", StringComparison.Ordinal) ? path : path + ".epp";
}
