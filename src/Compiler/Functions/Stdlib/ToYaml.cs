using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class ToYaml() : Function("to_yaml")
{
    public override ImmutableArray<string> Aliases => ["stdlib::to_yaml"];

    public override ImmutableArray<string> Signatures => ["(Any data, Hash options?)"];

    public override string Doc =>
        """
            A value as YAML; `Sensitive` when something in it is. The option `indentation` (2 to 9) says how
            far right stands what is inside; other options of Ruby's writer make no difference.

                to_yaml({ 'a' => { 'b' => 1 } }, { 'indentation' => 4 }) # => "---\na:\n    b: 1\n"
                to_yaml({ 'a' => ['x', 1] }) # => "---\na:\n- x\n- 1\n"
            """;

    public override Value Call(ReadOnlySpan<Value> arguments)
    {
        var options = arguments.Length > 1 ? (HashValue)arguments[1] : HashValue.Empty;
        var step = options.Find("indentation") is IntegerValue { Number: >= 2 and <= 9 and var wanted }
            ? (int)wanted
            : 2;
        return RewrapSensitive.Rewrap(arguments[0], data => new StringValue(YamlText.Write(data, step)));
    }
}
