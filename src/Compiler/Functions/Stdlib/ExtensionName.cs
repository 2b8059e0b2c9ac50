using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class ExtensionName() : Function("stdlib::extname")
{
    public override ImmutableArray<string> Aliases => ["extname"];

    public override ImmutableArray<string> Signatures => ["(String filename) >> String"];

    public override string Doc =>
        """
            The ending of a file's name, from the last dot.

                stdlib::extname('a/b.tar.gz') # => '.gz'
                stdlib::extname('.profile') # => ''
            """;

    public override Value Call(ReadOnlySpan<Value> arguments)
    {
        var path = ((StringValue)arguments[0]).Text;
        var name = path[(path.LastIndexOf('/') + 1)..];
        var dot = name.LastIndexOf('.');
        var isEnding = dot > 0 && name.AsSpan(0, dot).ContainsAnyExcept('.');
        return new StringValue(isEnding ? name[dot..] : "");
    }
}
