using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class ToJson() : Function("to_json")
{
    public override ImmutableArray<string> Aliases => ["stdlib::to_json"];

    public override ImmutableArray<string> Signatures => ["(Any data)"];

    public override string Doc =>
        """
            A value as JSON in one line; `Sensitive` when something in it is.

                to_json({ 'a' => [1, undef, true] }) # => '{"a":[1,null,true]}'
            """;

    public override Value Call(ReadOnlySpan<Value> arguments) =>
        RewrapSensitive.Rewrap(arguments[0], data => new StringValue(JsonText.Write(data)));
}
