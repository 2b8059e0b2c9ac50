using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class DirectoryName() : LegacyFunction("dirname")
{
    public override ImmutableArray<string> Signatures => ["(String[1] path)"];

    public override string Doc =>
        """
            A path without its last part.

                dirname('/a/b.txt') # => '/a'
                dirname('b') # => '.'
                dirname('/b') # => '/'
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        if (arguments.IsEmpty)
        {
            throw invocation.Failure("dirname(): No arguments given");
        }
        if (arguments.Length > 1)
        {
            throw invocation.Failure($"dirname(): Too many arguments given ({arguments.Length})");
        }
        if (arguments[0] is not StringValue)
        {
            throw invocation.Failure("dirname(): Requires string as argument");
        }
        if (arguments[0] is StringValue { Text.Length: 0 })
        {
            throw invocation.Failure("dirname(): Requires a non-empty string as argument");
        }
        var path = ((StringValue)arguments[0]).Text;
        var trimmed = path.TrimEnd('/');
        var slash = trimmed.LastIndexOf('/');
        var parent = slash < 0 ? "." : trimmed[..slash].TrimEnd('/');
        return new StringValue(parent.Length == 0 || trimmed.Length == 0 ? "/" : parent);
    }
}
