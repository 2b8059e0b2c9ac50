using System.Collections.Immutable;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

internal sealed class GlobFiles() : LegacyFunction("glob")
{
    public override ImmutableArray<string> Signatures => ["(Variant[String, Array[String]] pattern)"];

    public override string Doc =>
        """
            The paths of files where the catalog is compiled that match a pattern, in order: `*`, `?`,
            `[a-z]`, `{a,b}`, and `**/` for any number of directories.

                glob('/dev/nul[l]') # => ['/dev/null']
                glob('/no/such/{a,b}*') # => []
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        Expect(invocation, arguments, 1);
        if (arguments[0] is not (ArrayValue or StringValue))
        {
            throw invocation.Failure("glob(): Requires either array or string to work");
        }
        var patterns = arguments[0] is ArrayValue several ? several.Items : [arguments[0]];
        if (patterns.FirstOrDefault(pattern => pattern is not StringValue) is { } strange)
        {
            throw invocation.Failure(LegacyArguments.NotText(strange));
        }
        return ArrayValue.Of(
            patterns
                .SelectMany(pattern => Glob.Find(((StringValue)pattern).Text, DiskFolders.Instance))
                .Select(path => (Value)path)
        );
    }
}
