using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class GetParam() : Function("getparam")
{
    public override ImmutableArray<string> Signatures => ["(Any reference, String param)"];

    public override string Doc =>
        """
            An attribute of a resource declared so far; an empty string when there is none.

                getparam(User['nobody_declared_me'], 'uid') # => ''
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var reference = References.Of(arguments[0]) ?? throw invocation.Failure("Must specify a reference");
        var resource = invocation.Compilation.FindResource(reference);
        return resource?[((StringValue)arguments[1]).Text] ?? StringValue.Empty;
    }
}
