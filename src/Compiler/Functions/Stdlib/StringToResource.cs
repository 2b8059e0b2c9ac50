using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class StringToResource() : Function("stdlib::str2resource")
{
    public override ImmutableArray<string> Signatures => ["(String res_string)"];

    public override string Doc =>
        """
            A reference to a resource declared so far, from its text such as `File[/x]`.
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var found = References.Required(invocation, arguments[0].ToString());
        return invocation.Compilation.HasResource(found)
            ? new ResourceReferenceValue(found)
            : throw invocation.Failure(
                $"stdlib::str2resource(): could not find {arguments[0]}, this is parse order dependent and values "
                    + "should not be quoted"
            );
    }
}
