using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class SprintfHash() : Function("sprintf_hash")
{
    public override ImmutableArray<string> Aliases => ["stdlib::sprintf_hash"];

    public override ImmutableArray<string> Signatures => ["(String format, Hash arguments)"];

    public override string Doc =>
        """
            Formats values of a hash by name; `sprintf` does the same.

                sprintf_hash('%<a>s', { 'a' => 1 }) # => '1'
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        Deprecation.TellOf(
            invocation,
            Name,
            Name,
            "This method is deprecated. From Puppet 4.10.10/5.3.4 please use the built-in sprintf instead"
        );
        return new StringValue(Sprintf.Format(((StringValue)arguments[0]).Text, arguments[1..]));
    }
}
