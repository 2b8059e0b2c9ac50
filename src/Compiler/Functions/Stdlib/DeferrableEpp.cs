using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class DeferrableEpp() : Function("stdlib::deferrable_epp")
{
    public override ImmutableArray<string> Signatures => ["(String template, Hash variables)"];

    public override string Doc =>
        """
            Renders an EPP template, or, when one of its variables is a `Deferred`, makes a `Deferred` that
            renders it when the catalog is applied.
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        if (!HasDeferred(arguments[1]))
        {
            return invocation.CallFunction("epp", arguments);
        }
        var template = invocation.CallFunction("find_template", [arguments[0]]);
        var text = invocation.CallFunction("file", [template]);
        Value call = new ArrayValue([text, arguments[1]]);
        return invocation.CallFunction("new", [BuiltInTypes.Deferred, "inline_epp", call]);
    }

    private static bool HasDeferred(Value value) =>
        value switch
        {
            HashValue hash => hash.Values.Any(HasDeferred),
            _ => BuiltInTypes.Deferred.IsInstance(value),
        };
}
