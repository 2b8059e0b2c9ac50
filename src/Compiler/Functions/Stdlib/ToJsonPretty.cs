using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class ToJsonPretty() : Function("to_json_pretty")
{
    public override ImmutableArray<string> Aliases => ["stdlib::to_json_pretty"];

    public override ImmutableArray<string> Signatures =>
        ["(Variant[Hash, Array] data, Optional[Boolean] skip_undef?)"];

    public override string Doc =>
        """
            A hash or array as JSON in indented lines; without its undef values when the second argument is
            true.

                to_json_pretty({ 'a' => 1, 'b' => undef }, true) # => "{\n  \"a\": 1\n}\n"
            """;

    private readonly DeleteUndefValues deleteUndefValues = new();

    public override Value Call(ReadOnlySpan<Value> arguments)
    {
        var data = arguments is [_, BooleanValue { IsTrue: true }]
            ? deleteUndefValues.Call(arguments[..1])
            : arguments[0];
        return new StringValue(JsonText.Write(data, isIndented: true) + "\n");
    }
}
