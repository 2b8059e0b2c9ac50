using System.Collections.Immutable;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

internal sealed class ParseHocon() : Function("parsehocon")
{
    public override ImmutableArray<string> Aliases => ["stdlib::parsehocon"];

    public override ImmutableArray<string> Signatures => ["(String hocon_string, Any default?)"];

    public override string Doc =>
        """
            The data that a HOCON text holds; the default, when there is one, for a text that is no HOCON.

                parsehocon("a.b: 1\na.c: [x y, z]") # => {'a' => {'c' => ['x y', 'z'], 'b' => 1}}
                parsehocon('a: [', 'fallback') # => 'fallback'
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var file = new SourceFile("<hocon>", arguments[0].ToString());
        var result = HoconReader.Read(file, Environment.GetEnvironmentVariable);
        return result.Diagnostics is not [var problem, ..] ? ValueTree.ToValue(result.Tree!)
            : arguments.Length > 1 ? arguments[1]
            : throw invocation.Failure(problem.Reference?.Message ?? problem.Message);
    }
}
