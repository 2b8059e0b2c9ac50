using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class EndWith() : Function("stdlib::end_with")
{
    public override ImmutableArray<string> Signatures =>
        ["(String test_string, Variant[String[1], Array[String[1], 1]] suffixes) >> Boolean"];

    public override string Doc =>
        """
            Whether a string ends with one of the given ones.

                stdlib::end_with('foobar', 'bar') # => true
            """;

    public override Value Call(ReadOnlySpan<Value> arguments)
    {
        var text = ((StringValue)arguments[0]).Text;
        var suffixes = arguments[1] is ArrayValue several ? several.Items : [arguments[1]];
        return BooleanValue.Of(
            suffixes.Any(suffix => text.EndsWith(((StringValue)suffix).Text, StringComparison.Ordinal))
        );
    }
}
