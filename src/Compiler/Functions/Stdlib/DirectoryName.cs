using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class DirectoryName() : Function("dirname")
{
    public override ImmutableArray<string> Signatures => ["(String[1] path)"];

    public override string Doc =>
        """
            A path without its last part.

                dirname('/a/b.txt') # => '/a'
                dirname('b') # => '.'
                dirname('/b') # => '/'
            """;

    public override Value Call(ReadOnlySpan<Value> arguments)
    {
        var path = ((StringValue)arguments[0]).Text;
        var trimmed = path.TrimEnd('/');
        var slash = trimmed.LastIndexOf('/');
        var parent = slash < 0 ? "." : trimmed[..slash].TrimEnd('/');
        return new StringValue(parent.Length == 0 || trimmed.Length == 0 ? "/" : parent);
    }
}
