using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class BaseName() : LegacyFunction("basename")
{
    public override ImmutableArray<string> Signatures => ["(String path, String suffix?)"];

    public override string Doc =>
        """
            The last part of a path, without a suffix when one is given (`.*` for any).

                basename('/a/b.txt') # => 'b.txt'
                basename('/a/b.txt', '.txt') # => 'b'
                basename('/a/b/', '.*') # => 'b'
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        if (arguments.IsEmpty)
        {
            throw invocation.Failure("basename(): No arguments given");
        }
        if (arguments.Length > 2)
        {
            throw invocation.Failure($"basename(): Too many arguments given ({arguments.Length})");
        }
        if (arguments[0] is not StringValue)
        {
            throw invocation.Failure("basename(): Requires string as first argument");
        }
        if (arguments.Length > 1 && arguments[1] is not StringValue)
        {
            throw invocation.Failure("basename(): Requires string as second argument");
        }
        var path = ((StringValue)arguments[0]).Text;
        var trimmed = path.TrimEnd('/');
        if (trimmed.Length == 0)
        {
            return new StringValue(path.Length == 0 ? "" : "/");
        }
        var name = trimmed[(trimmed.LastIndexOf('/') + 1)..];
        var suffix = arguments.Length > 1 ? ((StringValue)arguments[1]).Text : "";
        if (suffix == ".*" && name.LastIndexOf('.') is > 0 and var dot)
        {
            name = name[..dot];
        }
        else if (name.Length > suffix.Length && name.EndsWith(suffix, StringComparison.Ordinal))
        {
            name = name[..^suffix.Length];
        }
        return new StringValue(name);
    }
}
