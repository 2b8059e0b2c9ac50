using System.Collections.Immutable;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

internal sealed class ParseYaml() : LegacyFunction("parseyaml")
{
    public override ImmutableArray<string> Aliases => ["stdlib::parseyaml"];

    public override ImmutableArray<string> Signatures => ["(String text, Any default?)"];

    public override string Doc =>
        """
            The value that a YAML text holds; the default, when there is one, for a text that is no YAML.

                parseyaml("a: 1\nb: [x]") # => {'a' => 1, 'b' => ['x']}
                parseyaml('', 'nothing') # => 'nothing'
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments) =>
        DataText.Parse(invocation, "<yaml>", YamlReader.Read, arguments);
}
