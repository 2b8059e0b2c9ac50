using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class ToYaml() : Function("to_yaml")
{
    public override ImmutableArray<string> Aliases => ["stdlib::to_yaml"];

    public override ImmutableArray<string> Signatures => ["(Any data, Hash options?)"];

    public override string Doc =>
        """
            A value as YAML. Options of Ruby's writer are accepted; they make no difference.

                to_yaml({ 'a' => ['x', 1] }) # => "---\na:\n- x\n- 1\n"
            """;

    public override Value Call(ReadOnlySpan<Value> arguments) =>
        new StringValue(YamlText.Write(arguments[0]));
}
